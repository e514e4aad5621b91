-- A session of neovim without a screen: open, see the finding, apply the action, type, undo, save.
-- Writes what it saw as JSON. Written for 0.7, which knows UTF-16 alone and asks for no diagnostics.
local command = vim.fn.json_decode(vim.env.SEGMENTER_COMMAND)
local seen = { steps = {} }

local function diagnostics()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, { each.code or each.user_data.lsp.code, each.lnum, each.col, each.message })
  end
  table.sort(found, function(one, other) return one[3] < other[3] end)
  return found
end

local function step(name, condition)
  local reached = vim.wait(30000, condition, 20)
  table.insert(seen.steps, { name, reached, diagnostics() })
end

local function finish()
  vim.fn.writefile({ vim.fn.json_encode(seen) }, vim.env.SEGMENTER_SEEN)
  vim.cmd("qa!")
end

local worked, trouble = pcall(function()
  local client = vim.lsp.start_client({
    name = "segmenter",
    cmd = command,
    root_dir = vim.fn.getcwd(),
    handlers = {
      ["window/showMessage"] = function(_, message) seen.message = message.message end,
    },
  })
  vim.cmd("edit " .. vim.env.SEGMENTER_FILE)
  vim.lsp.buf_attach_client(0, client)
  step("opened", function() return #vim.diagnostic.get(0) > 0 end)

  local at = vim.tbl_filter(function(each)
    return (each.code or each.user_data.lsp.code) == "SEG107"
  end, vim.diagnostic.get(0))[1]
  vim.api.nvim_win_set_cursor(0, { at.lnum + 1, at.col })
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics() }
  local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 30000)
  local actions = answers[client].result
  seen.titles = {}
  for _, action in ipairs(actions) do table.insert(seen.titles, action.title) end
  local chosen = vim.tbl_filter(function(action) return action.isPreferred end, actions)[1]
  if not chosen.edit then
    chosen = vim.lsp.buf_request_sync(0, "codeAction/resolve", chosen, 30000)[client].result
  end
  vim.lsp.util.apply_workspace_edit(chosen.edit, vim.lsp.get_client_by_id(client).offset_encoding)
  step("fixed", function() return #vim.diagnostic.get(0) == 0 end)
  seen.fixed = vim.api.nvim_buf_get_lines(0, 0, -1, false)

  local hover = vim.lsp.buf_request_sync(0, "textDocument/hover", vim.lsp.util.make_position_params(), 30000)
  seen.hover = hover[client].result.contents.value

  vim.cmd("silent undo")
  step("undone", function() return #vim.diagnostic.get(0) > 0 end)
  vim.cmd("silent redo")
  step("redone", function() return #vim.diagnostic.get(0) == 0 end)
  vim.cmd("silent write")
  vim.lsp.stop_client(client)
  seen.stopped = vim.wait(30000, function() return vim.lsp.client_is_stopped(client) end, 20)
end)
if not worked then seen.trouble = tostring(trouble) end
finish()
