#!/bin/sh
# tshark 4.0.17 (Debian 12): the field gsm_sms.scts.timezone loses its sign.
#
# Guess: -T fields -e gsm_sms.scts.timezone gives what the packet tree shows for the zone octets 0A and 02, which are
#   20 quarters of an hour west and east of Greenwich ("GMT -5 hours", "GMT + 5 hours").
# Behaviour: the field holds the quarters alone, 20 for both; the sign stands only in the text of the tree. A script that
#   takes the field moves messages from America by ten hours.
# Seen: 20 20
set -eu
command -v tshark >/dev/null || apt-get install -y -q tshark >/dev/null
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 - <<'END'
import struct
packets = [bytes.fromhex("0100" + "0491947100" + "00" + "10" + "0405912143f50000" + "621182514000" + zone + "00") for zone in ("0a", "02")]
with open("two.pcap", "wb") as stream:
    stream.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 147))
    for packet in packets:
        stream.write(struct.pack("<IIII", 0, 0, len(packet), len(packet)) + packet)
END
seen=$(tshark -r two.pcap -o 'uat:user_dlts:"User 0 (DLT=147)","gsm_a_rp","0","","0",""' -T fields -e gsm_sms.scts.timezone 2>/dev/null | tr '\n' ' ')
echo "$seen"
[ "$seen" = "20 20 " ]
