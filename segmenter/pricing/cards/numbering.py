"""Numbering plans: which countries a calling code and a mobile country code belong to.

Data, and the look-ups in it; what a price is, is not known here. Sources: calling codes from ITU-T E.164 as
libphonenumber 9.0.43 has them (the main country of a shared code first); mobile country codes and those
whose network codes have three digits from ITU-T E.212 as Android's telephony table has them, shared codes
with all who use them. A code that is missing is one of which nothing is said.
"""

from __future__ import annotations

from .names import country_named

__all__ = [
    "CALLING_CODES",
    "MOBILE_COUNTRY_CODES",
    "countries_of_prefix",
    "country_of",
    "whole_mnc",
]

_CALLING = """
1:US/AG/AI/AS/BB/BM/BS/CA/DM/DO/GD/GU/JM/KN/KY/LC/MP/MS/PR/SX/TC/TT/VC/VG/VI 7:RU/KZ 20:EG 27:ZA
30:GR 31:NL 32:BE 33:FR 34:ES 36:HU 39:IT/VA 40:RO 41:CH 43:AT 44:GB/GG/IM/JE 45:DK 46:SE 47:NO/SJ
48:PL 49:DE 51:PE 52:MX 53:CU 54:AR 55:BR 56:CL 57:CO 58:VE 60:MY 61:AU/CC/CX 62:ID 63:PH 64:NZ
65:SG 66:TH 81:JP 82:KR 84:VN 86:CN 90:TR 91:IN 92:PK 93:AF 94:LK 95:MM 98:IR 211:SS 212:MA/EH
213:DZ 216:TN 218:LY 220:GM 221:SN 222:MR 223:ML 224:GN 225:CI 226:BF 227:NE 228:TG 229:BJ 230:MU
231:LR 232:SL 233:GH 234:NG 235:TD 236:CF 237:CM 238:CV 239:ST 240:GQ 241:GA 242:CG 243:CD 244:AO
245:GW 246:IO 248:SC 249:SD 250:RW 251:ET 252:SO 253:DJ 254:KE 255:TZ 256:UG 257:BI 258:MZ 260:ZM
261:MG 262:RE/YT 263:ZW 264:NA 265:MW 266:LS 267:BW 268:SZ 269:KM 290:SH 291:ER 297:AW 298:FO 299:GL
350:GI 351:PT 352:LU 353:IE 354:IS 355:AL 356:MT 357:CY 358:FI/AX 359:BG 370:LT 371:LV 372:EE 373:MD
374:AM 375:BY 376:AD 377:MC 378:SM 380:UA 381:RS 382:ME 383:XK 385:HR 386:SI 387:BA 389:MK 420:CZ
421:SK 423:LI 500:FK 501:BZ 502:GT 503:SV 504:HN 505:NI 506:CR 507:PA 508:PM 509:HT 590:GP/BL/MF
591:BO 592:GY 593:EC 594:GF 595:PY 596:MQ 597:SR 598:UY 599:CW/BQ 670:TL 672:NF 673:BN 674:NR 675:PG
676:TO 677:SB 678:VU 679:FJ 680:PW 681:WF 682:CK 683:NU 685:WS 686:KI 687:NC 688:TV 689:PF 690:TK
691:FM 692:MH 850:KP 852:HK 853:MO 855:KH 856:LA 880:BD 886:TW 960:MV 961:LB 962:JO 963:SY 964:IQ
965:KW 966:SA 967:YE 968:OM 970:PS 971:AE 972:IL 973:BH 974:QA 975:BT 976:MN 977:NP 992:TJ 993:TM
994:AZ 995:GE 996:KG 998:UZ
"""

_MOBILE = """
202:GR 204:NL 206:BE 208:FR/GP/GF/MQ/RE/YT/PM/BL/MF 212:MC/XK 213:AD 214:ES 216:HU 218:BA 219:HR
220:RS/XK 221:XK 222:IT/VA 225:VA 226:RO 228:CH/LI 230:CZ 231:SK 232:AT 234:GB/GG/IM/JE
235:GB/GG/IM/JE 238:DK/FO/GL 240:SE 242:NO/SJ 244:FI/AX 246:LT 247:LV 248:EE 250:RU 255:UA 257:BY
259:MD 260:PL 262:DE 266:GI 268:PT 270:LU 272:IE 274:IS 276:AL 278:MT 280:CY 282:GE 283:AM 284:BG
286:TR 288:FO 289:GE 290:GL 292:SM 293:SI/XK 294:MK 295:LI 297:ME 302:CA 308:PM
310:US/PR/VI/GU/MP/AS 311:US/PR/VI/GU/MP/AS 312:US/PR/VI/GU/MP/AS 313:US/PR/VI/GU/MP/AS
314:US/PR/VI/GU/MP/AS 315:US/PR/VI/GU/MP/AS 316:US/PR/VI/GU/MP/AS 330:PR/US/VI 332:VI 334:MX 338:JM
340:GP/GF/MQ/BL/MF 342:BB 344:AG 346:KY 348:VG 350:BM 352:GD 354:MS 356:KN 358:LC 360:VC
362:CW/BQ/SX 363:AW 364:BS 365:AI 366:DM 368:CU 370:DO 372:HT 374:TT 376:TC/VG 400:AZ 401:KZ 402:BT
404:IN 405:IN 406:IN 410:PK 412:AF 413:LK 414:MM 415:LB 416:JO 417:SY 418:IQ 419:KW 420:SA 421:YE
422:OM 424:AE 425:IL/PS 426:BH 427:QA 428:MN 429:NP 430:AE 431:AE 432:IR 434:UZ 436:TJ 437:KG 438:TM
440:JP 441:JP 450:KR 452:VN 454:HK 455:MO 456:KH 457:LA 460:CN 461:CN 466:TW 467:KP 470:BD 472:MV
502:MY 505:AU/CC/CX/NF 510:ID 514:TL 515:PH 520:TH 525:SG 528:BN 530:NZ 534:MP 535:GU 536:NR 537:PG
539:TO 540:SB 541:VU 542:FJ 543:WF 544:AS 545:KI 546:NC 547:PF 548:CK 549:WS 550:FM 551:MH 552:PW
553:TV 555:NU 602:EG 603:DZ 604:MA/EH 605:TN 606:LY 607:GM 608:SN 609:MR 610:ML 611:GN 612:CI 613:BF
614:NE 615:TG 616:BJ 617:MU 618:LR 619:SL 620:GH 621:NG 622:TD 623:CF 624:CM 625:CV 626:ST 627:GQ
628:GA 629:CG 630:CD 631:AO 632:GW 633:SC 634:SD 635:RW 636:ET 637:SO 638:DJ 639:KE 640:TZ 641:UG
642:BI 643:MZ 645:ZM 646:MG 647:RE/YT 648:ZW 649:NA 650:MW 651:LS 652:BW 653:SZ 654:KM/YT 655:ZA
657:ER 658:SH 659:SS 702:BZ 704:GT 706:SV 708:HN 710:NI 712:CR 714:PA 716:PE 722:AR 724:BR 730:CL
732:CO 734:VE 736:BO 738:GY 740:EC 742:GF 744:PY 746:SR 748:UY 750:FK
"""

# Network codes of three digits: 310-010 and 310-10 would be two networks, and 310-10 is none.
_THREE = "302 310 311 312 313 314 315 316 334 338 342 344 346 348 365 708 722 732"
_THREE_DIGITS = frozenset(_THREE.split())


def _table(written: str) -> dict[str, tuple[str, ...]]:
    return {
        code: tuple(countries.split("/"))
        for code, _, countries in (one.partition(":") for one in written.split())
    }


CALLING_CODES = _table(_CALLING)
"""The countries of each calling code, the main one first."""

MOBILE_COUNTRY_CODES = _table(_MOBILE)
"""The countries of each mobile country code."""


def countries_of_prefix(prefix: str) -> tuple[str, ...]:
    """Return the countries whose numbers may begin so; none where the code is not known.

    >>> countries_of_prefix("4477"), countries_of_prefix("35"), countries_of_prefix("999")
    (('GB', 'GG', 'IM', 'JE'), (), ())
    """
    return next((CALLING_CODES[prefix[:end]] for end in (1, 2, 3) if prefix[:end] in CALLING_CODES), ())


def country_of(*, prefix: str | None = None, mcc: str | None = None, name: str | None = None) -> str | None:
    """Return the one country that a prefix, a mobile country code and an English name leave; else `None`.

    >>> country_of(prefix="44", name="United Kingdom"), country_of(prefix="44"), country_of(mcc="262")
    ('GB', None, 'DE')
    """
    groups = [countries_of_prefix(prefix or ""), MOBILE_COUNTRY_CODES.get(mcc or "", ())]
    known = [set(group) for group in groups if group]
    left = set.intersection(*known) if known else set()
    if len(left) > 1 and name is not None:
        left &= {country_named(name) or ""}
    return left.pop() if len(left) == 1 else None


def whole_mnc(mcc: str | None, mnc: str) -> str:
    """Return a network code with the zeros in front that it lost as a number.

    >>> whole_mnc("234", "3"), whole_mnc("310", "10"), whole_mnc("234", "15")
    ('03', '010', '15')
    """
    return mnc.zfill(3 if mcc in _THREE_DIGITS else 2)
