// A small SMSC made of the npm package smpp: node smsc.cjs FOLDER_OF_THE_PACKAGE
// It takes a bind and submit_sm, writes one line of JSON for each, and delivers the text back in its own coding.
const smpp = require(process.argv[2]);

const server = smpp.createServer({}, (session) => {
  session.on("bind_transceiver", (pdu) => session.send(pdu.response()));
  session.on("submit_sm", (pdu) => {
    session.send(pdu.response({ message_id: String(pdu.sequence_number) }));
    const { message, udh } = pdu.short_message;
    const sar = pdu.sar_segment_seqnum === undefined ? {} : {
      sar_msg_ref_num: pdu.sar_msg_ref_num,
      sar_total_segments: pdu.sar_total_segments,
      sar_segment_seqnum: pdu.sar_segment_seqnum,
    };
    console.log(JSON.stringify({ message, data_coding: pdu.data_coding, esm_class: pdu.esm_class, ...sar }));
    const header = udh && Buffer.concat([Buffer.from([Buffer.concat(udh).length]), ...udh]);
    session.deliver_sm({
      source_addr: pdu.source_addr,
      destination_addr: pdu.destination_addr,
      // It has no word for GSM octets but 1, and a text's header goes in as octets.
      data_coding: pdu.data_coding === 8 ? 8 : 1,
      short_message: header ? { udh: header, message } : { message },
      ...sar,
    });
  });
  session.on("deliver_sm_resp", () => {});
  session.on("unbind", (pdu) => { session.send(pdu.response()); session.close(); });
  session.on("error", () => {});
});
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
