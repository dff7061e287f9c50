"""Words of the made-up yearbooks: provinces, cities, indicators, each in Chinese and English."""

PROVINCES = [
    ("北京", "Beijing"), ("天津", "Tianjin"), ("河北", "Hebei"), ("山西", "Shanxi"), ("内蒙古", "Inner Mongolia"),
    ("辽宁", "Liaoning"), ("吉林", "Jilin"), ("黑龙江", "Heilongjiang"), ("上海", "Shanghai"), ("江苏", "Jiangsu"),
    ("浙江", "Zhejiang"), ("安徽", "Anhui"), ("福建", "Fujian"), ("江西", "Jiangxi"), ("山东", "Shandong"),
    ("河南", "Henan"), ("湖北", "Hubei"), ("湖南", "Hunan"), ("广东", "Guangdong"), ("广西", "Guangxi"),
    ("海南", "Hainan"), ("重庆", "Chongqing"), ("四川", "Sichuan"), ("贵州", "Guizhou"), ("云南", "Yunnan"),
    ("陕西", "Shaanxi"), ("甘肃", "Gansu"),
]

FIRST = [
    ("安", "An"), ("保", "Bao"), ("长", "Chang"), ("德", "De"), ("鄂", "E"), ("丰", "Feng"), ("广", "Guang"), ("海", "Hai"),
    ("金", "Jin"), ("开", "Kai"), ("临", "Lin"), ("明", "Ming"), ("宁", "Ning"), ("平", "Ping"), ("清", "Qing"),
    ("荣", "Rong"), ("绥", "Sui"), ("太", "Tai"), ("温", "Wen"), ("新", "Xin"), ("永", "Yong"), ("中", "Zhong"),
]

SECOND = [
    ("州", "zhou"), ("阳", "yang"), ("江", "jiang"), ("山", "shan"), ("城", "cheng"), ("昌", "chang"), ("河", "he"),
    ("口", "kou"), ("林", "lin"), ("门", "men"), ("宁", "ning"), ("泉", "quan"), ("水", "shui"), ("台", "tai"),
]

# Group, in Chinese and English, and its three columns: Chinese, English, unit, middle of the values, decimals.
GROUPS = [
    ("人口", "Population", [
        ("年末户籍人口", "Household Registered Population at Year-end", "万人 10,000 persons", 400, 2),
        ("年平均人口", "Annual Average Population", "万人 10,000 persons", 400, 2),
        ("自然增长率", "Natural Growth Rate", "‰", 6, 2)]),
    ("地区生产总值", "Gross Regional Product", [
        ("地区生产总值", "Gross Regional Product", "万元 10,000 yuan", 20_000_000, 0),
        ("第二产业", "Secondary Industry", "万元 10,000 yuan", 9_000_000, 0),
        ("第三产业", "Tertiary Industry", "万元 10,000 yuan", 8_000_000, 0)]),
    ("产业构成", "Composition of GRP", [
        ("第一产业比重", "Primary Industry as Percentage to GRP", "%", 12, 2),
        ("第二产业比重", "Secondary Industry as Percentage to GRP", "%", 45, 2),
        ("第三产业比重", "Tertiary Industry as Percentage to GRP", "%", 43, 2)]),
    ("财政与投资", "Finance and Investment", [
        ("一般公共预算收入", "General Public Budget Revenue", "万元 10,000 yuan", 1_500_000, 1),
        ("一般公共预算支出", "General Public Budget Expenditure", "万元 10,000 yuan", 3_500_000, 1),
        ("固定资产投资", "Investment in Fixed Assets", "亿元 100 million yuan", 1500, 4)]),
    ("教育与科技", "Education and Science", [
        ("普通高等学校", "Regular Institutions of Higher Education", "所 unit", 9, 0),
        ("在校学生", "Students Enrolled", "人 person", 90_000, 0),
        ("专利授权", "Patents Granted", "件 piece", 4000, 0)]),
    ("环境", "Environment", [
        ("工业二氧化硫排放量", "Industrial Sulphur Dioxide Emission", "吨 ton", 20_000, 2),
        ("污水处理率", "Ratio of Waste Water Treated", "%", 92, 3),
        ("人均公园绿地面积", "Park Green Area per Capita", "平方米 sq.m", 14, 3)]),
]

FIRM_KINDS = ["机械制造", "纺织", "电子科技", "食品", "化工", "建材", "医药", "物流", "能源", "软件"]
SECTORS = [f"{letter}{number:02d} {name}" for letter, number, name in (
    (chr(ord("A") + i % 20), i, FIRM_KINDS[i % len(FIRM_KINDS)]) for i in range(96))]
