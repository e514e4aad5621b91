"""Names: what countries are called in English, on price lists and in columns of recipients.

Data and nothing else: on each line a code and its names, that of CLDR 47 in English first, then ISO 3166-1's
short and full names and well-known short and former ones. A name that several countries share, such as Virgin
Islands, is not in it.
"""

__all__ = ["NAMES"]

NAMES = """
AD Andorra/Principality of Andorra
AE United Arab Emirates/UAE/Emirates
AF Afghanistan/Islamic Republic of Afghanistan
AG Antigua & Barbuda/Antigua
AI Anguilla
AL Albania/Republic of Albania
AM Armenia/Republic of Armenia
AO Angola/Republic of Angola
AQ Antarctica
AR Argentina/Argentine Republic
AS American Samoa
AT Austria/Republic of Austria
AU Australia
AW Aruba
AX Åland Islands/Åland
AZ Azerbaijan/Republic of Azerbaijan
BA Bosnia & Herzegovina/Bosnia/Bosnia-Hercegovina/Bosnia-Herzegovina
BB Barbados
BD Bangladesh/People's Republic of Bangladesh
BE Belgium/Kingdom of Belgium
BF Burkina Faso
BG Bulgaria/Republic of Bulgaria
BH Bahrain/Kingdom of Bahrain
BI Burundi/Republic of Burundi
BJ Benin/Republic of Benin
BL St. Barthélemy/Saint Barts
BM Bermuda
BN Brunei/Brunei Darussalam
BO Bolivia/Plurinational State of Bolivia
BQ Caribbean Netherlands/Bonaire, Sint Eustatius and Saba
BR Brazil/Federative Republic of Brazil
BS Bahamas/Commonwealth of the Bahamas
BT Bhutan/Kingdom of Bhutan
BV Bouvet Island
BW Botswana/Republic of Botswana
BY Belarus/Republic of Belarus
BZ Belize
CA Canada
CC Cocos (Keeling) Islands/Cocos Islands/Keeling Islands
CD Congo - Kinshasa/Democratic Republic of the Congo/DR Congo/Congo DR/DRC/Zaire
CF Central African Republic
CG Congo - Brazzaville/Congo/Republic of the Congo/Congo Republic
CH Switzerland/Swiss Confederation
CI Côte d'Ivoire/Cote dIvoire/Ivory Coast/Republic of Côte d'Ivoire
CK Cook Islands
CL Chile/Republic of Chile
CM Cameroon/Republic of Cameroon
CN China/People's Republic of China/PR China/Mainland China/China mainland
CO Colombia/Republic of Colombia
CR Costa Rica/Republic of Costa Rica
CU Cuba/Republic of Cuba
CV Cape Verde/Cabo Verde/Republic of Cabo Verde
CW Curaçao
CX Christmas Island
CY Cyprus/Republic of Cyprus
CZ Czechia/Czech Republic
DE Germany/Federal Republic of Germany
DJ Djibouti/Republic of Djibouti
DK Denmark/Kingdom of Denmark
DM Dominica/Commonwealth of Dominica
DO Dominican Republic
DZ Algeria/People's Democratic Republic of Algeria
EC Ecuador/Republic of Ecuador
EE Estonia/Republic of Estonia
EG Egypt/Arab Republic of Egypt
EH Western Sahara
ER Eritrea/State of Eritrea
ES Spain/Kingdom of Spain
ET Ethiopia/Federal Democratic Republic of Ethiopia
FI Finland/Republic of Finland
FJ Fiji/Republic of Fiji
FK Falkland Islands/Falkland Islands (Malvinas)/Falklands
FM Micronesia/Federated States of Micronesia
FO Faroe Islands/Faeroe Islands/Faroes
FR France/French Republic
GA Gabon/Gabonese Republic
GB United Kingdom/UK/Great Britain/Britain/United Kingdom of Great Britain and Northern Ireland
GD Grenada
GE Georgia
GF French Guiana
GG Guernsey
GH Ghana/Republic of Ghana
GI Gibraltar
GL Greenland
GM Gambia/Republic of the Gambia
GN Guinea/Republic of Guinea/Guinea Conakry
GP Guadeloupe
GQ Equatorial Guinea/Republic of Equatorial Guinea
GR Greece/Hellenic Republic
GS South Georgia & South Sandwich Islands
GT Guatemala/Republic of Guatemala
GU Guam
GW Guinea-Bissau/Republic of Guinea-Bissau
GY Guyana/Co-operative Republic of Guyana
HK Hong Kong/Hong Kong SAR China/Hong Kong SAR
HK Hong Kong Special Administrative Region of China/Hong Kong, China
HM Heard Island & McDonald Islands
HN Honduras/Republic of Honduras
HR Croatia/Republic of Croatia
HT Haiti/Republic of Haiti
HU Hungary
ID Indonesia/Republic of Indonesia
IE Ireland/Republic of Ireland/Eire
IL Israel/State of Israel
IM Isle of Man
IN India/Republic of India
IO British Indian Ocean Territory
IQ Iraq/Republic of Iraq
IR Iran/Islamic Republic of Iran
IS Iceland/Republic of Iceland
IT Italy/Republic of Italy/Italian Republic
JE Jersey
JM Jamaica
JO Jordan/Hashemite Kingdom of Jordan
JP Japan
KE Kenya/Republic of Kenya
KG Kyrgyzstan/Kyrgyz Republic
KH Cambodia/Kingdom of Cambodia
KI Kiribati/Republic of Kiribati
KM Comoros/Union of the Comoros
KN St. Kitts & Nevis/Saint Kitts
KP North Korea/Democratic People's Republic of Korea/DPRK/DPR Korea/Korea North
KR South Korea/Republic of Korea/Korea South
KW Kuwait/State of Kuwait
KY Cayman Islands
KZ Kazakhstan/Republic of Kazakhstan
LA Laos/Lao People's Democratic Republic/Lao PDR/Lao
LB Lebanon/Lebanese Republic
LC St. Lucia
LI Liechtenstein/Principality of Liechtenstein
LK Sri Lanka/Democratic Socialist Republic of Sri Lanka
LR Liberia/Republic of Liberia
LS Lesotho/Kingdom of Lesotho
LT Lithuania/Republic of Lithuania
LU Luxembourg/Grand Duchy of Luxembourg
LV Latvia/Republic of Latvia
LY Libya/State of Libya/Libyan Arab Jamahiriya
MA Morocco/Kingdom of Morocco
MC Monaco/Principality of Monaco
MD Moldova/Republic of Moldova
ME Montenegro
MF St. Martin/Saint Martin (French part)
MG Madagascar/Republic of Madagascar
MH Marshall Islands/Republic of the Marshall Islands
MK North Macedonia/Republic of North Macedonia/Macedonia/FYROM
MK Macedonia (FYROM)/The former Yugoslav Republic of Macedonia
ML Mali/Republic of Mali
MM Myanmar (Burma)/Myanmar/Burma/Republic of the Union of Myanmar
MN Mongolia
MO Macao/Macau
MO Macao SAR China/Macao SAR/Macau SAR/Macau SAR China
MO Macao, China/Macau, China/Macao Special Administrative Region of China
MP Northern Mariana Islands/Commonwealth of the Northern Mariana Islands/Northern Marianas
MQ Martinique
MR Mauritania/Islamic Republic of Mauritania
MS Montserrat
MT Malta/Republic of Malta
MU Mauritius/Republic of Mauritius
MV Maldives/Republic of Maldives
MW Malawi/Republic of Malawi
MX Mexico/United Mexican States
MY Malaysia
MZ Mozambique/Republic of Mozambique
NA Namibia/Republic of Namibia
NC New Caledonia
NE Niger/Republic of the Niger
NF Norfolk Island
NG Nigeria/Federal Republic of Nigeria
NI Nicaragua/Republic of Nicaragua
NL Netherlands/Kingdom of the Netherlands
NO Norway/Kingdom of Norway
NP Nepal/Federal Democratic Republic of Nepal
NR Nauru/Republic of Nauru
NU Niue
NZ New Zealand/Aotearoa New Zealand
OM Oman/Sultanate of Oman
PA Panama/Republic of Panama
PE Peru/Republic of Peru
PF French Polynesia
PG Papua New Guinea/Independent State of Papua New Guinea
PH Philippines/Republic of the Philippines
PK Pakistan/Islamic Republic of Pakistan
PL Poland/Republic of Poland
PM St. Pierre & Miquelon
PN Pitcairn Islands/Pitcairn
PR Puerto Rico
PS Palestinian Territories/Palestine/State of Palestine/Occupied Palestinian Territory
PS Palestinian Territory/Palestinian Territory, Occupied
PT Portugal/Portuguese Republic
PW Palau/Republic of Palau
PY Paraguay/Republic of Paraguay
QA Qatar/State of Qatar
RE Réunion/Reunion Island
RO Romania
RS Serbia/Republic of Serbia
RU Russia/Russian Federation
RW Rwanda/Republic of Rwanda
SA Saudi Arabia/Kingdom of Saudi Arabia/KSA
SB Solomon Islands
SC Seychelles/Republic of Seychelles
SD Sudan/Republic of the Sudan
SE Sweden/Kingdom of Sweden
SG Singapore/Republic of Singapore
SH St. Helena, Ascension & Tristan da Cunha/St. Helena
SI Slovenia/Republic of Slovenia
SJ Svalbard & Jan Mayen
SK Slovakia/Slovak Republic
SL Sierra Leone/Republic of Sierra Leone
SM San Marino/Republic of San Marino
SN Senegal/Republic of Senegal
SO Somalia/Federal Republic of Somalia
SR Suriname/Republic of Suriname/Surinam
SS South Sudan/Republic of South Sudan
ST São Tomé & Príncipe/Democratic Republic of Sao Tome and Principe
SV El Salvador/Republic of El Salvador
SX Sint Maarten/Sint Maarten (Dutch part)
SY Syria/Syrian Arab Republic
SZ Eswatini/Kingdom of Eswatini/Swaziland/Eswatini (Swaziland)
TC Turks & Caicos Islands/Turks & Caicos
TD Chad/Republic of Chad
TF French Southern Territories/French Southern and Antarctic Lands
TG Togo/Togolese Republic
TH Thailand/Kingdom of Thailand
TJ Tajikistan/Republic of Tajikistan
TK Tokelau
TL Timor-Leste/Democratic Republic of Timor-Leste/East Timor
TM Turkmenistan
TN Tunisia/Republic of Tunisia
TO Tonga/Kingdom of Tonga
TR Türkiye/Republic of Türkiye/Turkey/Republic of Turkey
TT Trinidad & Tobago/Republic of Trinidad and Tobago
TV Tuvalu
TW Taiwan/Taiwan, Province of China/Chinese Taipei
TZ Tanzania/United Republic of Tanzania
UA Ukraine
UG Uganda/Republic of Uganda
UM U.S. Outlying Islands/United States Minor Outlying Islands
US United States/United States of America/USA/US
UY Uruguay/Eastern Republic of Uruguay
UZ Uzbekistan/Republic of Uzbekistan
VA Vatican City/Vatican/Holy See/Holy See (Vatican City State)/Vatican City State
VC St. Vincent & Grenadines/Saint Vincent
VE Venezuela/Bolivarian Republic of Venezuela
VG British Virgin Islands/BVI
VI U.S. Virgin Islands/United States Virgin Islands/USVI/Virgin Islands of the United States
VN Vietnam/Viet Nam/Socialist Republic of Viet Nam/Socialist Republic of Vietnam
VU Vanuatu/Republic of Vanuatu
WF Wallis & Futuna/Wallis and Futuna Islands
WS Samoa/Independent State of Samoa/Western Samoa
XK Kosovo/Republic of Kosovo
YE Yemen/Republic of Yemen
YT Mayotte
ZA South Africa/Republic of South Africa/RSA
ZM Zambia/Republic of Zambia
ZW Zimbabwe/Republic of Zimbabwe
"""
