import fc from 'fast-check'
import { damage, variants } from './damage.js'
import { mojibake } from './mojibake.js'

/** Lines as news pages have them, of every kind that a stage looks for. Written for the tests. */
export const newsLines = [
  '云岭县重点项目跑出加速度',
  '2023-06-15 08:30　来源：云岭日报　记者 王晓明 通讯员 李 静',
  '首页 > 新闻中心 > 县区动态',
  '——“三年攻坚”系列报道之四',
  '今年以来，全县170个重点项目开工104个，开工率61.2%，完成投资35.7亿元，同比增长12.3%。',
  '截至3月底，该市规模以上工业增加值比上年同期下降0.8个百分点，占全省的四分之一。',
  '陕西省商洛市商州区委书记张国瑜、副区长李明（女）出席会议，市委常委、常务副市长王建国主持。',
  '湖北汉水蓝生态科技股份有限公司（以下简称“汉水蓝”）与国家电网签订协议，投资12.6亿元。',
  '力争到“十四五”末，产业集群产值超过200亿元，每亩增收不少于800元，3—5年内翻一番。',
  '记者近日从省统计局获悉，上半年居民人均可支配收入18,567元，扣除价格因素实际增长约5.1%。',
  '原市长陈志远不再担任职务，刘芳任代市长；县人民医院院长赵一鸣被授予“先进个人”称号。',
  '前三季度进出口总额达3,000多万美元，环比增长1.3倍，贸易顺差收窄至零下5摄氏度时的水平。',
  '图为工人在100兆瓦光伏电站检修设备。（李静 摄）',
  '责任编辑：周 涛　版权声明：本网转载仅为传播信息，如有侵权请联系0914-2345678。',
  '上一篇：北京市朝阳区加快城市更新　下一篇：城关镇举办农民运动会',
  '「這項計畫預計民國112年5月完工，經費約新台幣3億元。」台北市長陳志明說。',
  '港鐵公司昨日表示，屯門至尖沙咀線乘客量回升兩成三，達到日均30萬人次。',
  '孟浩然《春曉》：「春眠不覺曉，處處聞啼鳥。」鱼(yú)、鳥(niǎo)兩字要注音。',
  '免费下载手机彩票网站,最新资源在线观看,一区二区三区',
  '第3名得主来自江阴市长泾镇，比分2:1，成绩9.83秒，网址 https://example.com/a?b=1&c=2 。',
  'The GDP of A&B Co., Ltd. grew 3.5% in Q3 (year-on-year).',
  '据新华社北京5月3日电（记者 何 平）国务院总理3日会见外宾，双方就“一带一路”合作交换意见。',
]

const oddUnit = fc.constantFrom(
  ...'中文製度環產，。（）()“”「」《》【】?？&;#\\%u0一二三亿万元年月日市县区至-—~、 \n\t\r',
  '\u00a0',
  '\u3000',
  '\u200b',
  '\ufeff',
  '\ufffd',
  '\ue000',
  '\0',
  '\u2028',
  '𠮷',
  '😀',
  '\ud83d',
  '\udc00',
  'é',
  'ǐ',
  '<p>',
  '&nbsp;',
  '\\u4e2d',
  '%E4%B8%AD',
)

/** What a line may go through on its way to a page. */
const harm: fc.Arbitrary<(text: string) => string> = fc.oneof(
  { weight: 4, arbitrary: fc.constant((text: string) => text) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.nat(1000), fc.constantFrom(...Object.values(variants))).map(
      ([seed, variant]) =>
        (text: string) =>
          damage(text, { seed, ...variant }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...Object.values(mojibake))
      .map((make) => (text: string) => make(text.replace(/\p{Cs}/gu, '\ufffd'))),
  },
  {
    // Bytes lost: a stretch cut out anywhere, through surrogate pairs and brackets.
    weight: 1,
    arbitrary: fc.tuple(fc.nat(60), fc.nat(9)).map(
      ([at, n]) =>
        (text: string) =>
          text.slice(0, at) + text.slice(at + n),
    ),
  },
)

const line = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...newsLines) },
  { weight: 2, arbitrary: fc.string({ unit: oddUnit, maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
)

/** Pages: lines of news and of nonsense, whole or harmed, joined in the ways that pages join them. */
export const anyPage: fc.Arbitrary<string> = fc
  .tuple(fc.array(line, { maxLength: 7 }), fc.constantFrom('\n', '\n\n', '\r\n', '', '\n　　'), harm)
  .map(([lines, glue, change]) => change(lines.join(glue)))
