"""Persons' names, known by their surname; words that only look like one are refused."""

import re
from typing import Final

from hearthline.understanding.model import Span
from hearthline.understanding.slots.figures import span_of

_COMPOUND: Final = (
    "欧阳|上官|司马|诸葛|夏侯|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|端木|南宫|独孤|轩辕|宇文|长孙|呼延"
)
_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程"
    "苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝"
    "龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左"
    "柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈"
    "饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵"
    "苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_GIVEN: Final = r"(?!先生|女士|小姐|师傅|阿姨|大爷|大妈|老师|经理)[\u4e00-\u9fff]{1,2}"
_FULL_NAME: Final = rf"(?:(?:{_COMPOUND}){_GIVEN}|[{_SURNAMES}]{_GIVEN})"
_NAME_NAMED: Final = re.compile(
    rf"(?:我叫|名叫|叫做?|姓名|名字|户主|户名|联系人|本人|业主|收件人|是我)(?:是|为|叫|写|改成|"
    rf"换成|:|\s){{0,3}}"
    rf"(?P<name>{_FULL_NAME}(?:·{_GIVEN})?)(?![\u4e00-\u9fff])"
)
_NAME_CUT: Final = re.compile(
    rf"(?:我叫|姓名(?:是|为|:)?|名字(?:是|叫|:)|户主(?:是|叫|:)|联系人(?:是|叫|"
    rf":)?)(?P<name>{_FULL_NAME})"
    r"(?=电话|手机|住|户号|家|的|地址|身份证|是|1)"
)
_NAME_BARE: Final = re.compile(
    rf"\A[嗯呃是就我叫:,，\s]{{0,6}}(?P<name>{_FULL_NAME})(?:吧|啊|呀|。|\.|\s){{0,3}}\Z"
)
_SURNAME_ONLY: Final = re.compile(
    rf"(?:我?(?:免贵)?姓(?P<alone>{_COMPOUND}|[{_SURNAMES}])(?![名氏]))|"
    rf"(?<!谢)(?P<titled>(?:{_COMPOUND}|[{_SURNAMES}])(?:先生|女士|小姐|师傅|阿姨|大爷|大妈|"
    rf"老师|经理))"
)
_NAME_LATIN: Final = re.compile(
    r"(?:my name is|name is|i am called|"
    r"name:)\s(?P<name>[a-z][a-z'-]{1,20}(?: [a-z][a-z'-]{1,20}){1,3})\b"
)
_NO_NAMES: Final = re.compile(
    ".*(?:谢谢|谢了|谢师|师傅|马上|查).*|.*[了吧的吗到哈拉啦嘛费额账单价号数积表款票修报办退停交缴用]|"
    "万一|万元|万块|严重|于是|任何|何时|全家|全屋|全热|全部|全都|关了|关于|关闭|关阀|冷死|"
    "冷的|别的|包工|包括|单位|单元|单子|单相|向阳|和平|商业|商铺|季度|宁可|安全|安排|安装|"
    "尚未|左边|师傅|常温|常见|平时|应急|应该|康复|成了|成交|成功|成年|房东|房子|房本|房租|"
    "房间|文书|文件|方便|方案|施工|时候|时段|时间|明天|明早|明晚|明白|易懂|景区|景观|曲线|"
    "林业|查下|查看|查询|武断|毛病|水费|江边|温乎|温度|温暖|温的|温馨|游客|牛逼|田地|申报|"
    "申请|白天|盛大|石头|祝福|管子|管道|米数|解决|解释|解除|谢谢|谷电|费率|费用|路上|路口|"
    "路边|车位|车库|车间|边上|连接|都行|金额|钱数|阳光|阳台|阳面|项目|马上|马路|高兴|高压|"
    "高层|黄色|龙头|全不热|冷冰冰|冷得很|冷死了|卫生间|和他家|和邻居|师傅好|师傅来|应该的|"
    "房产证|明白了|查一下|查电费|白天有|解决了"
)


def name_in(text: str) -> Span | None:
    """A person's name; a surname alone is unsure."""
    found = _NAME_NAMED.search(text) or _NAME_CUT.search(text) or _NAME_BARE.search(text)
    if found is not None and not _NO_NAMES.fullmatch(found["name"]):
        return span_of(found, found["name"], group="name")
    latin = _NAME_LATIN.search(text)
    if latin is not None:
        return span_of(latin, latin["name"], group="name")
    alone = _SURNAME_ONLY.search(text)
    if alone is None:
        return None
    group = "alone" if alone["alone"] else "titled"
    return span_of(alone, alone[group], group=group, is_certain=False)
