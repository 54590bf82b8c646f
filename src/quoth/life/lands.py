"""Names of the past and of the large that no list of present towns has, and what they are now.

A country of the present is known by its code; what is none any more leads to the country that most of it is, or to a
point in its midst. Only names that mean one thing stand here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["COUNTRIES", "LANDS", "TOWNS"]

# Other names of countries: code.
COUNTRIES: dict[str, str] = {
    "Britain": "GB",
    "Great Britain": "GB",
    "United Kingdom": "GB",
    "UK": "GB",
    "U.K.": "GB",
    "America": "US",
    "United States": "US",
    "United States of America": "US",
    "USA": "US",
    "U.S.A.": "US",
    "US": "US",
    "U.S.": "US",
    "Holland": "NL",
    "Netherlands": "NL",
    "Philippines": "PH",
    "Gambia": "GM",
    "Ireland": "IE",
    "Irish Free State": "IE",
    "Persian Empire": "IR",
    "Dutch East Indies": "ID",
    "Gold Coast": "GH",
    "Upper Volta": "BF",
    "Zaire": "CD",
    "Belgian Congo": "CD",
    "Bechuanaland": "BW",
    "Basutoland": "LS",
    "Nyasaland": "MW",
    "Tanganyika": "TZ",
    "East Pakistan": "BD",
    "Kampuchea": "KH",
    "Swaziland": "SZ",
    "Macedonia": "MK",
    "Formosa": "TW",
    "Soviet Union": "RU",
    "Soviet Russia": "RU",
    "USSR": "RU",
    "U.S.S.R.": "RU",
    "Russian Empire": "RU",
    "Persia": "IR",
    "Siam": "TH",
    "Ceylon": "LK",
    "Burma": "MM",
    "Abyssinia": "ET",
    "Rhodesia": "ZW",
    "Czechia": "CZ",
    "Czech Republic": "CZ",
    "Ivory Coast": "CI",
    "Vatican": "VA",
    "Turkey": "TR",
    "Ottoman Empire": "TR",
    "Weimar Republic": "DE",
    "West Germany": "DE",
    "Deutschland": "DE",
    "Frankreich": "FR",
    "Österreich": "AT",
    "Schweiz": "CH",
    "Russland": "RU",
    "Rußland": "RU",
    "Spanien": "ES",
    "Italien": "IT",
    "Belgien": "BE",
    "Mexiko": "MX",
    "Polen": "PL",
    "Ungarn": "HU",
    "Allemagne": "DE",
    "Angleterre": "GB",
    "Espagne": "ES",
    "Russie": "RU",
    "Italie": "IT",
    "Belgique": "BE",
    "Autriche": "AT",
    "Suisse": "CH",
    "Mexique": "MX",
    "États-Unis": "US",
}

_LANDS = """
    England 52.6 -1.5 GB; Scotland 56.8 -4.2 GB; Wales 52.3 -3.7 GB; Northern Ireland 54.6 -6.7 GB; Cornwall 50.4
    -4.9 GB; Devonshire 50.7 -3.8 GB; Sussex 50.95 -0.1 GB; Yorkshire 53.9 -1.3 GB; Lancashire 53.8 -2.6 GB;
    Prussia 53 14.5; East Prussia 54.2 21.3; Silesia 50.9 17.2 PL; Pomerania 53.9 15.9; Saxony 51 13.4 DE; Bavaria
    48.9 11.4 DE; Thuringia 50.9 11 DE; Westphalia 51.8 7.8 DE; Württemberg 48.6 9.3 DE; Rhineland 50.7 7 DE;
    Franconia 49.7 10.8 DE; East Germany 52.3 12.8 DE; Bohemia 49.9 14.5 CZ; Moravia 49.3 16.7 CZ; Czechoslovakia
    49.3 17; Austria-Hungary 47.8 17.5; Yugoslavia 44.1 18.9; Transylvania 46.5 24.6 RO; Bessarabia 47.1 28.6;
    Bukovina 48.1 25.9; Crimea 45.2 34.2 UA; Courland 56.9 22.5 LV; Livonia 57.8 25.6; Siberia 61 92 RU; Urals 56
    59.5 RU; Ural 56 59.5 RU; Caucasus 42.7 44; Volga 52 47.5 RU; Brittany 48.2 -2.9 FR; Normandy 49 0.2 FR;
    Burgundy 47.1 4.6 FR; Provence 43.8 5.9 FR; Alsace 48.4 7.4 FR; Lorraine 48.8 6.2 FR; Corsica 42.1 9.1 FR;
    Flanders 51 3.6 BE; Spanish Netherlands 50.8 4.4 BE; Catalonia 41.7 1.6 ES; Andalusia 37.4 -4.9 ES; Castile
    41.4 -4.4 ES; Tuscany 43.4 11.1 IT; Lombardy 45.6 9.8 IT; Piedmont 44.9 7.9 IT; Sicily 37.6 14.1 IT; Sardinia
    40.1 9.1 IT; Savoy 45.5 6.4 FR; Tyrol 47.1 11.3; Styria 47.3 15 AT; Scandinavia 62 14; Balkans 42.9 21.9;
    Palestine 31.9 35.1; Asia Minor 39 33 TR; Anatolia 39 33 TR; Manchuria 45 125.5 CN; Tibet 31.7 88 CN; Indochina
    16 106.5; New England 43.9 -71.4 US; Europe 50 15; Asia 43 88; Africa 3 20; South America -15 -58; North
    America 45 -100; Central America 13 -86; Latin America -10 -65; West Indies 18 -70; Middle East 30 43; Jutland
    56.2 9.3 DK; Zealand 55.5 11.8 DK; Funen 55.3 10.4 DK; Lapland 67.9 26.5; Karelia 63.5 32.5; Scania 55.9 13.6
    SE; Skåne 55.9 13.6 SE; Dalarna 61 14.5 SE; Greenland 72 -40 GL; Devon 50.7 -3.8 GB; Dorset 50.8 -2.3 GB;
    Somerset 51.1 -2.9 GB; Wiltshire 51.3 -1.9 GB; Hampshire 51.1 -1.3 GB; Surrey 51.25 -0.4 GB; Essex 51.8 0.6 GB;
    Suffolk 52.2 1 GB; Norfolk 52.7 1 GB; Cambridgeshire 52.3 0 GB; Hertfordshire 51.8 -0.2 GB; Bedfordshire 52.1
    -0.5 GB; Buckinghamshire 51.8 -0.8 GB; Oxfordshire 51.8 -1.3 GB; Berkshire 51.4 -1 GB; Gloucestershire 51.8
    -2.1 GB; Worcestershire 52.2 -2.2 GB; Warwickshire 52.3 -1.6 GB; Northamptonshire 52.3 -0.8 GB; Leicestershire
    52.7 -1.1 GB; Lincolnshire 53.1 -0.2 GB; Nottinghamshire 53.1 -1 GB; Derbyshire 53.1 -1.6 GB; Staffordshire
    52.8 -2 GB; Shropshire 52.6 -2.7 GB; Herefordshire 52.1 -2.7 GB; Cheshire 53.2 -2.6 GB; Westmorland 54.5 -2.6
    GB; Cumbria 54.6 -2.9 GB; Northumberland 55.2 -2.1 GB; Northumbria 55 -1.9 GB; Monmouthshire 51.8 -2.9 GB;
    Pembrokeshire 51.9 -4.9 GB; Glamorgan 51.6 -3.5 GB; Anglesey 53.3 -4.4 GB; Fife 56.3 -3.2 GB; Perthshire 56.6
    -4 GB; Aberdeenshire 57.2 -2.8 GB; Argyll 56.3 -5.3 GB; Galloway 55 -4.1 GB; Highlands 57.3 -4.7 GB; Hebrides
    57.5 -7 GB; Orkney 59 -3 GB; Shetland 60.4 -1.2 GB; Skye 57.3 -6.2 GB; Ulster 54.6 -6.7; Munster 52.3 -8.8 IE;
    Connacht 53.7 -8.9 IE; Connaught 53.7 -8.9 IE; Leinster 53 -7 IE; Connemara 53.5 -9.8 IE; Isle of Wight 50.7
    -1.3 GB; Isle of Man 54.2 -4.5 IM; East Anglia 52.5 1 GB; Lake District 54.5 -3.1 GB; Midlands 52.6 -1.6 GB;
    West Country 50.9 -3.4 GB; Picardy 49.9 2.5 FR; Auvergne 45.5 3 FR; Gascony 43.7 -0.2 FR; Languedoc 43.6 3.2
    FR; Dauphiné 45 5.6 FR; Limousin 45.8 1.6 FR; Anjou 47.4 -0.6 FR; Poitou 46.6 -0.3 FR; Touraine 47.3 0.8 FR;
    Aquitaine 44.7 -0.3 FR; Périgord 45.1 0.7 FR; Vendée 46.7 -1.3 FR; Franche-Comté 47.1 6.1 FR; Béarn 43.3 -0.6
    FR; Roussillon 42.6 2.8 FR; Artois 50.4 2.5 FR; Allier 46.4 3.2 FR; Ardèche 44.8 4.4 FR; Ardennes 49.7 4.9;
    Aude 43.1 2.4 FR; Aveyron 44.3 2.6 FR; Calvados 49.1 -0.4 FR; Cantal 45.1 2.7 FR; Corrèze 45.3 1.9 FR; Creuse
    46.1 2 FR; Dordogne 45.1 0.7 FR; Doubs 47.2 6.4 FR; Finistère 48.3 -4 FR; Haute-Savoie 46 6.4 FR; Hérault 43.6
    3.4 FR; Lozère 44.5 3.5 FR; Morbihan 47.8 -2.8 FR; Moselle 49.1 6.6 FR; Nièvre 47.1 3.5 FR; Oise 49.4 2.4 FR;
    Savoie 45.5 6.4 FR; Somme 49.9 2.3 FR; Tarn 43.8 2.2 FR; Vaucluse 44 5.2 FR; Vosges 48.2 6.4 FR; Yonne 47.8 3.6
    FR; Riviera 43.7 7.3; Côte d'Azur 43.5 6.9 FR; Hesse 50.6 9 DE; Swabia 48.3 10 DE; Wurtemberg 48.6 9.3 DE;
    Wuerttemberg 48.6 9.3 DE; Mecklenburg 53.8 12 DE; Brandenburg 52.4 13 DE; Holstein 54.1 9.8 DE;
    Schleswig-Holstein 54.2 9.6 DE; Lower Saxony 52.8 9.1 DE; Palatinate 49.6 7.7 DE; Saarland 49.4 7 DE; Ruhr 51.5
    7.3 DE; Lusatia 51.5 14.3 DE; Harz 51.8 10.6 DE; Black Forest 48 8.2 DE; Eifel 50.4 6.7 DE; Frisia 53.4 6.7;
    Rügen 54.4 13.4 DE; Sudetenland 50.6 13.9 CZ; Upper Silesia 50.4 18.4 PL; West Prussia 54 18.8 PL; Galicia 49.6
    23; Masuria 53.9 21.6 PL; Volhynia 50.7 25.3 UA; Podolia 48.9 27.6 UA; Ruthenia 48.4 23 UA; Carinthia 46.7 13.9
    AT; Carniola 46 14.7 SI; Burgenland 47.5 16.4 AT; Vorarlberg 47.2 9.9 AT; Istria 45.2 13.9 HR; Dalmatia 43.5
    16.4 HR; Slavonia 45.4 17.8 HR; Bosnia 44.2 17.8 BA; Herzegovina 43.3 17.9 BA; Kosovo 42.6 20.9 XK; Vojvodina
    45.3 20 RS; Banat 45.7 21.2; Wallachia 44.6 25.9 RO; Moldavia 46.9 27.2; Dobruja 44.2 28.2; Thrace 41.3 26.3;
    Epirus 39.6 20.7; Thessaly 39.5 22.3 GR; Peloponnese 37.4 22.3 GR; Attica 38 23.8 GR; Crete 35.2 24.9 GR;
    Rhodes 36.2 28 GR; Corfu 39.6 19.8 GR; Lesbos 39.2 26.3 GR; Wallonia 50.4 4.9 BE; Brabant 51.1 4.6; Hainaut
    50.5 3.9 BE; Friesland 53.1 5.8 NL; Zeeland 51.5 3.8 NL; Gelderland 52.1 5.9 NL; Austrian Netherlands 50.7 4.5
    BE; Ticino 46.3 8.8 CH; Valais 46.2 7.6 CH; Vaud 46.6 6.6 CH; Grisons 46.7 9.6 CH; Engadine 46.6 10 CH;
    Graubünden 46.7 9.6 CH; Umbria 43 12.5 IT; Veneto 45.6 11.9 IT; Liguria 44.3 8.7 IT; Emilia 44.6 10.8 IT;
    Romagna 44.2 12 IT; Emilia-Romagna 44.5 11 IT; Marche 43.3 13.1 IT; Lazio 41.9 12.8 IT; Abruzzi 42.2 13.9 IT;
    Abruzzo 42.2 13.9 IT; Campania 40.9 14.8 IT; Apulia 41 16.6 IT; Puglia 41 16.6 IT; Calabria 39 16.5 IT;
    Basilicata 40.5 16.1 IT; Friuli 46.1 13.1 IT; Capri 40.55 14.24 IT; Elba 42.78 10.27 IT; South Tyrol 46.7 11.4
    IT; Papal States 42.3 12.6 IT; Aragon 41.5 -0.7 ES; Navarre 42.7 -1.6 ES; Asturias 43.3 -6 ES; Basque Country
    43 -2.6 ES; Extremadura 39.2 -6.1 ES; Murcia 38 -1.5 ES; La Mancha 39.3 -3.2 ES; Majorca 39.6 2.9 ES; Mallorca
    39.6 2.9 ES; Minorca 40 4.1 ES; Ibiza 38.98 1.43 ES; Canary Islands 28.3 -16.5 ES; Balearic Islands 39.5 3 ES;
    Estremadura 39.2 -6.1 ES; Algarve 37.2 -8.2 PT; Alentejo 38.4 -7.9 PT; Azores 38.5 -28 PT; Madeira 32.75 -17
    PT; Kuban 45.2 39.5 RU; Turkestan 42 65; Kamchatka 56.5 159.5 RU; Sakhalin 51 143 RU; Altai 50.5 87 RU; Kolyma
    64 152 RU; Chechnya 43.4 45.7 RU; Dagestan 43 47 RU; Circassia 44 40 RU; Bashkiria 54.5 56.5 RU; Tatarstan 55.4
    50.5 RU; Jiangsu 33 119.8 CN; Kiangsu 33 119.8 CN; Zhejiang 29.2 120.2 CN; Chekiang 29.2 120.2 CN; Anhui 31.8
    117.2 CN; Fujian 26 118 CN; Fukien 26 118 CN; Guangdong 23.4 113.4 CN; Kwangtung 23.4 113.4 CN; Guangxi 23.8
    108.8 CN; Kwangsi 23.8 108.8 CN; Hunan 27.6 111.7 CN; Hubei 31 112.3 CN; Hupeh 31 112.3 CN; Henan 33.9 113.5
    CN; Honan 33.9 113.5 CN; Hebei 38 115.5 CN; Shandong 36.4 118.4 CN; Shantung 36.4 118.4 CN; Shanxi 37.6 112.3
    CN; Shaanxi 35.2 108.9 CN; Shensi 35.2 108.9 CN; Gansu 38 102 CN; Kansu 38 102 CN; Qinghai 35.4 96 CN; Sichuan
    30.6 102.9 CN; Szechwan 30.6 102.9 CN; Yunnan 25 101.5 CN; Guizhou 26.8 106.9 CN; Kweichow 26.8 106.9 CN;
    Jiangxi 27.6 115.7 CN; Kiangsi 27.6 115.7 CN; Liaoning 41.2 123 CN; Heilongjiang 48 128 CN; Xinjiang 41.5 85.5
    CN; Sinkiang 41.5 85.5 CN; Inner Mongolia 43 114 CN; Hainan 19.2 109.7 CN; Hokkaido 43.4 142.9 JP; Honshu 36.5
    138.5 JP; Kyushu 32.7 131 JP; Shikoku 33.7 133.5 JP; Okinawa 26.5 128 JP; Korea 37.5 127.5; Bengal 23.5 88.5;
    Punjab 31 74; Kashmir 34.5 76; Sind 26 68.5 PK; Sindh 26 68.5 PK; Gujarat 22.7 71.6 IN; Maharashtra 19.5 75.7
    IN; Rajasthan 26.8 73.8 IN; Rajputana 26.8 73.8 IN; Bihar 25.7 85.8 IN; Orissa 20.5 84.4 IN; Assam 26.2 92.9
    IN; Kerala 10.4 76.4 IN; Malabar 11.5 75.6 IN; Tamil Nadu 11 78.4 IN; Oudh 27 81 IN; Deccan 17 77 IN; Uttar
    Pradesh 27 80.8 IN; Goa 15.4 74 IN; Java -7.3 110 ID; Sumatra -0.5 101.5 ID; Borneo 0.9 114.2; Celebes -2 121
    ID; Moluccas -3.2 129 ID; New Guinea -5.5 141; Malaya 4 102.3 MY; Annam 15 108 VN; Tonkin 21.5 105.5 VN;
    Cochinchina 10.5 106 VN; Hawaii 20.8 -156.3 US; Tahiti -17.65 -149.4 PF; Polynesia -15 -150; Samoa -13.8
    -172.1; Tasmania -42 146.6 AU; Van Diemen's Land -42 146.6 AU; New South Wales -32 147 AU; Queensland -22.6
    144.6 AU; South Australia -30.5 135.5 AU; Western Australia -26 121.5 AU; Northern Territory -19.5 133.4 AU;
    Ontario 50 -85 CA; Nova Scotia 45 -63 CA; Manitoba 54 -97.5 CA; Saskatchewan 54 -106 CA; British Columbia 54.5
    -125 CA; Newfoundland 48.8 -56 CA; Labrador 53.8 -61 CA; Yukon 63.5 -135.5 CA; Upper Canada 44.5 -79 CA; Lower
    Canada 46.8 -71.5 CA; Prince Edward Island 46.4 -63.2 CA; Cape Breton 46.2 -60.7 CA; Midwest 41.5 -90 US; Long
    Island 40.8 -73.1 US; Cape Cod 41.7 -70.2 US; Yucatán 20.6 -89 MX; Yucatan 20.6 -89 MX; Chiapas 16.5 -92.5 MX;
    Jalisco 20.6 -103.6 MX; Sonora 29.6 -110.5 MX; Baja California 28 -113.5 MX; Patagonia -44 -70; Tierra del
    Fuego -54 -68; Amazonia -4 -62; Caribbean 16 -72; Antilles 17 -65; Saint-Domingue 18.9 -72.4 HT; Hispaniola
    18.9 -71.2; Martinique 14.65 -61 MQ; Guadeloupe 16.2 -61.5 GP; Curaçao 12.2 -69 CW; Guiana 5 -58; British
    Guiana 5 -58.9 GY; Dutch Guiana 4.1 -56 SR; Transvaal -25 29 ZA; Cape Colony -32 22 ZA; Cape of Good Hope
    -34.36 18.47 ZA; Orange Free State -28.7 26.7 ZA; Zululand -28 32 ZA; Barbary 34 3; Maghreb 33 3; Sahara 23 10;
    Nubia 20.5 31.5; Darfur 13.5 24.5 SD; Somaliland 9.5 45.5; Katanga -9.5 26 CD; French West Africa 14 -4; German
    East Africa -6 35 TZ; South West Africa -22.5 17 NA; Tripolitania 31.5 13.5 LY; Cyrenaica 31 22.5 LY; Kabylia
    36.6 4.5 DZ; St. Helena -15.95 -5.7 SH; Saint Helena -15.95 -5.7 SH; Near East 33 40; Mesopotamia 33 44 IQ;
    Levant 34 36.5; Galilee 32.8 35.4 IL; Judea 31.6 35.1; Judaea 31.6 35.1; Sinai 29.5 33.8 EG; Arabia 24 45;
    Hejaz 23.5 39.5 SA; Kurdistan 36.5 44; Cappadocia 38.7 34.8 TR; Cilicia 37 35 TR; Phrygia 38.8 30.5 TR;
    Bithynia 40.3 30 TR; Pontus 40.8 38.5 TR; Kent 51.2 0.7 GB; Kensington 51.5 -0.19 GB;
    South Kensington 51.49 -0.175 GB; Westminster 51.5 -0.13 GB; Whitehall 51.505 -0.126 GB;
    Mayfair 51.51 -0.147 GB; Bloomsbury 51.522 -0.13 GB; Soho 51.513 -0.136 GB; Lambeth
    51.49 -0.11 GB; Southwark 51.503 -0.09 GB; Highgate 51.571 -0.15 GB; Whitechapel 51.516 -0.066 GB; Montmartre
    48.886 2.34 FR; Montparnasse 48.842 2.325 FR; Passy 48.857 2.28 FR; Harlem 40.81 -73.945 US; Greenwich Village
    40.733 -74.002 US
"""
_LAND = re.compile(r"(?P<name>.+?) (?P<north>-?[\d.]+) (?P<east>-?[\d.]+)(?: (?P<country>[A-Z]{2}))?")


def _lands() -> Iterator[tuple[str, tuple[float, float, str]]]:
    for row in " ".join(_LANDS.split()).split("; "):
        land = _LAND.fullmatch(row)
        assert land is not None, row
        yield land["name"], (float(land["north"]), float(land["east"]), land["country"] or "")


# Name: latitude, longitude, and the country of the present that holds it, "" where several do.
LANDS: dict[str, tuple[float, float, str]] = dict(_lands())

# Names of towns that no list has, or has for others, and that mean one: name, and country, of the list.
TOWNS: dict[str, tuple[str, str]] = {
    "Smyrna": ("İzmir", "TR"),
    "Memel": ("Klaipėda", "LT"),
    "Karlsbad": ("Karlovy Vary", "CZ"),
    "Marienbad": ("Mariánské Lázně", "CZ"),
    "Auschwitz": ("Oświęcim", "PL"),
    "Venice": ("Venice", "IT"),
    "Bruges": ("Brugge", "BE"),
    "Ypres": ("Ieper", "BE"),
    "Elsinore": ("Helsingør", "DK"),
    "Cadiz": ("Cadiz", "ES"),
    "Lyons": ("Lyon", "FR"),
    "Corunna": ("A Coruña", "ES"),
    "Candia": ("Irákleion", "GR"),
    "Yedo": ("Tokyo", "JP"),
    "Edo": ("Tokyo", "JP"),
    "Versailles": ("Versailles", "FR"),
    "Vichy": ("Vichy", "FR"),
}
