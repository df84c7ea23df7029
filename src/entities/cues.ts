import { bodyCues } from '../generated/entities.js'
import { rows, wordsOf } from './packed.js'

/** What stands beside names and tells what they are: dict/organizations/cues.tsv. */
interface Cues {
  /** 国|有控股: 国 ends no name there. */
  stateOwned: RegExp
  /** 公路: behind a whole province any of its roads. */
  anyRoads: ReadonlySet<string>
  /** 多地|市: several places at once. */
  severalPlaces: RegExp
  /** 两级, 作为: no name has them within. */
  severalLevels: RegExp
  /** 世界杯|西安站: what is held at one city after the other. */
  beforeLeg: RegExp
  /** 三省区 of 江西三省区防指: no body has them within. */
  severalAreas: RegExp
  /** 诺贝尔|物理学奖: what prizes that are called after somebody are for. */
  prize: RegExp
  becomes: RegExp
  /** 双方|代表: whom one stands for, no office. */
  standsFor: RegExp
  /** 上将|军衔: behind a title that names a rank, no office. */
  ofRank: RegExp
  /** 总会长|拿督斯里|魏若祥: what stands between an office and a name and is of neither. */
  honours: RegExp
  /** 鲇鱼须镇|镇长: behind a town. */
  officeOfTown: RegExp
  /** 与|鲇鱼须镇: characters before a town that are none of its name. */
  beforeTown: string
  /** 大|兴镇, 固|城镇: last characters of towns' names that make a common word with 镇 or 村. */
  townEnds: string
  /** 百|强镇, 小|城镇: before those, where no town is named. */
  counts: string
  /** 舰队, 舰艇: 大庆舰队 is no ship. */
  noShip: RegExp
  /** 组成|部门|教育部 */
  beforeMinistry: ReadonlySet<string>
  /** 董事会, 监事会: who heads one is an officer of its body. */
  boards: ReadonlySet<string>
  /** 海关|关长: bodies of which a place has one, without their place. */
  bareBodies: RegExp
  aliasIntros: readonly string[]
  calledSides: readonly string[]
  /** What stands before the name of a storm; `quotedStorm` with the mark that opens it. */
  storms: readonly string[]
  beforeStorm: RegExp
  quotedStorm: RegExp
  /** 78比66|战胜, 主场以3:0|横扫: a score, and what the side before it does to the side behind it. */
  result: RegExp
  /** 近日|发布公告, 拟|增资: between a firm and what it does. */
  firmBetween: RegExp
  /** 从|大连水务|获悉: around a firm. */
  firmAround: readonly (readonly [before: string, behind: RegExp])[]
  /** 向宣城化工|增资, 投资|3亿元: what a firm does with money. */
  spends: RegExp
  /** How a list of firms ends before the word that says what they are: 等7家|企业, 等一批龙头|企业, 3家|企业. */
  listClose: RegExp
  /** 楚古诺|夫卡, 波克罗|夫斯克: how towns abroad end that may be taken for persons. */
  townsAbroad: RegExp
  /** 州的|扎利兹尼奇诺耶, 占领了|波克罗夫斯克: what stands before a town. */
  beforeTowns: RegExp
  /** 冷链物流|等多个领域, 预制菜、|跨境电商等产业: the end of a list of trades. */
  tradeList: RegExp
  /** What stands before a verb of investors: 等|联合|领投. */
  listHow: RegExp
  /** 武夷山|游客量, 洪湖|水位: behind the name of a sight that a county is called after. */
  sightBehind: RegExp
  /** 九寨沟|等16个知名景区: how a list of sights is closed. */
  sightList: RegExp
  /** 登上|井冈山 */
  climb: RegExp
  /** 塘尾|道, 荃锦|公路|西: how the roads of Hong Kong end, with their side. */
  streetEnd: RegExp
  /** 沿荃锦公路|往荃湾 */
  streetNext: RegExp
  /** 沿|荃锦公路 */
  beforeStreet: RegExp
  /** 行人路, 隧道: end like roads and have no name. */
  noStreet: RegExp
  /** 公交|三路 */
  noCount: RegExp
  /** 凉亭乡|党委, 泰丰县|委: what may follow the name of a town or county within one word. */
  townGoesOn: readonly string[]
  /** 扎进|石岭村, 县城|石岭村; 十大|湿地, 百里|大沙河: words that no name of a place goes on with. */
  outsideName: RegExp
  /** 向西北|移动 */
  bearing: RegExp
  /** 晶圆厂|力积电（6770）, 航运股|万海: what stands before a listed firm and says what it is. */
  describes: RegExp
  /** 热线（12345）, 编号（0012）: what has a number that is no share's. */
  numbered: RegExp
  /** 张敏|正在|查房: with it a sentence goes on behind a name. */
  behindName: ReadonlySet<string>
  /** 濮阳|正|深入贯彻: between a place and what it does. */
  placeDoes: ReadonlySet<string>
  /** 地方|金融监管局, 相关|部门: at the head of what is called so anywhere. */
  ofAnyPlace: RegExp
  /** 在段杰|的带领下, 在黎芷兰|看来 */
  guides: RegExp
  /** 据|云凯公司: no name of a firm begins with one of them. */
  beforeFirm: ReadonlySet<string>
  /** 受|中粮集团, 对于|永昕建设股份有限公司: what may stand in front of a name and be read as of it. */
  fronts: ReadonlySet<string>
  /** 江州电子|仍|将继续持有 */
  adverbEnds: ReadonlySet<string>
  /** 省政府|决策部署: what a body does, and no part of its name. */
  actEnd: RegExp
}

let cues: Cues | null = null

/** The table, as what is asked of a text. Immutable, made at the first call. */
export function getCues(): Cues {
  cues ??= build(rows(bodyCues))
  return cues
}

function build(table: readonly string[][]): Cues {
  const words = wordsOf(table)
  const any = (type: string): string => words(type).join('|')
  const around = new Map<string, string[]>()
  for (const [before, type, behind] of table)
    if (type === 'firm-around') around.set(before, [...(around.get(before) ?? []), behind])
  return {
    stateOwned: new RegExp(`^(?:${any('state-owned')})`),
    anyRoads: new Set(words('any-road')),
    severalPlaces: new RegExp(`(?:${any('several-places')})[省市县区]`),
    severalLevels: new RegExp(any('levels')),
    beforeLeg: new RegExp(`(?:${any('before-leg')})(?:20\\d\\d)?$`),
    severalAreas: new RegExp(any('areas')),
    prize: new RegExp(`^(?:${any('prize-for')})?奖(?!励)`),
    becomes: new RegExp(any('becomes')),
    standsFor: new RegExp(`^(?:${any('stands-for')})代表$`),
    ofRank: new RegExp(`^(?:${any('of-rank')})`),
    honours: new RegExp(`^(?:${any('honour')})`),
    officeOfTown: new RegExp(`^(?:${any('office-of-town')})`),
    beforeTown: words('before-town').join(''),
    townEnds: words('town-end').join(''),
    counts: words('counts').join(''),
    noShip: new RegExp(`^(?:${any('no-ship')})`),
    beforeMinistry: new Set(words('before-ministry')),
    boards: new Set(words('board')),
    bareBodies: new RegExp(`(?:${any('bare-body')})$`),
    aliasIntros: words('alias-intro'),
    calledSides: words('called-side'),
    storms: [...words('storm'), ...words('quoted-storm')],
    beforeStorm: new RegExp(`(?:(?:${any('storm')})[“「"]?|(?:${any('quoted-storm')})[“「"])$`),
    quotedStorm: new RegExp(`(?:${any('storm')}|${any('quoted-storm')})[“「"]`, 'g'),
    result: new RegExp(
      `在?(?:自家)?(?:${any('venue')})?以?\\d{1,3}(?:比|：|:|-)\\d{1,3}(?:的比分)?(?:${any('manner')})?(?:${any('beats')})(?:了|给|于)?`,
      'g',
    ),
    firmBetween: new RegExp(`^(?:${any('firm-between')}|因[^，。；]{2,12}){1,3}`),
    firmAround: [
      ...[...around].map(([before, behind]) => [before, new RegExp(`^(?:${behind.join('|')})`)] as const),
      ['为', /^提供[^，。]{0,6}担保/] as const,
    ],
    townsAbroad: new RegExp(`(?:${any('abroad-end')})$`),
    beforeTowns: new RegExp(`(?:[州省市县区国]的|(?:${any('before-abroad')})了?)$`),
    spends: new RegExp(
      `^(?:(?:拟|将|计划)?投资(?:约|近|超)?\\d|[向对为][^，。；]{3,16}(?:${any('spends')}))`,
    ),
    listClose: new RegExp(
      `^(?:等(?!${any('list-others')})(?:\\d{1,4}|[一二两三四五六七八九十百多数几]{0,4})[余多]?(?:${any('list-many')})?|(?:\\d{1,4}|[二两三四五六七八九十百]{1,3})[余多]?家|${any('list-such')})(?:[\\p{Script=Han}“”]{0,10}?)$`,
      'u',
    ),
    tradeList: new RegExp(
      `^(?:[、和及][^，。；：！？\\n]{2,30})?等?(?:[0-9]{1,2}|[多几各两三四五六七八九十]|若干|相关)?[大个]{0,2}(?:${any('trades')})`,
    ),
    listHow: new RegExp(`^(?:等\\p{Script=Han}{0,6}?)?(?:${any('list-how')})?$`, 'u'),
    sightBehind: new RegExp(`^(?:${any('sight-behind')})`),
    sightList: new RegExp(`^[^，。；：！？、\\n]{0,10}?(?:${any('sight-list')})`),
    climb: new RegExp(`(?:${any('climb')})$`),
    streetEnd: new RegExp(`(?:${any('street-end')})[东南西北]?`, 'g'),
    streetNext: new RegExp(`^(?:[，。、；（）–—-]|${any('street-next')}|$)`),
    beforeStreet: new RegExp(`(?:[，。（；、–—-]|${any('before-street')})$`),
    noStreet: new RegExp(any('no-street')),
    noCount: new RegExp(`(?:${any('no-count')})$`),
    townGoesOn: words('town-goes-on'),
    outsideName: new RegExp(
      `[进上到出入往向]$|^[一二三四五六七八九十百千万几两数][大亩条座个处片]$|^[百千万]里$|^(?:${any('outside')})$`,
    ),
    bearing: new RegExp(`^(?:${any('bearing')}|\\d)`),
    describes: new RegExp(`(?:${any('describes')})$`),
    numbered: new RegExp(`(?:${any('numbered')})$`),
    behindName: new Set(words('behind-name')),
    placeDoes: new Set(words('place-does')),
    ofAnyPlace: new RegExp(`^(?:${any('of-any-place')})`),
    guides: new RegExp(`^(?:的(?:${any('guides')})|看来)`),
    beforeFirm: new Set(words('before-firm')),
    fronts: new Set(words('front')),
    adverbEnds: new Set(words('adverb-end')),
    actEnd: new RegExp(`(?:${any('act-end')})$`),
  }
}
