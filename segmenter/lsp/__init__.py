"""The language server: what an editor shows of the messages in the file that is being written.

It connects an editor's requests to the check, advice and prices of other rooms. It must not know what is
wrong with a text, what it costs, or how a value is put in words.
"""
