import { officeCues } from '../../generated/entities.js'
import { rows, wordsOf } from '../packed.js'

/** What stands beside offices and names and tells whose they are: dict/titles/cues.tsv. */
interface OfficeCues {
  /** 免去, 撤销: take an office away from whom they name. */
  removes: readonly string[]
  /** Those, and 接受, 同意: behind them stands the name of whom an office is taken or given back. */
  namesLoser: ReadonlySet<string>
  /** 免去汤文、王立、|买国军: a list of whom a clause removes, up to its last name. */
  removedList: RegExp
  /** 免去张文、王立、: a list of whom a clause removes, but for its last name. */
  removedOthers: RegExp
  /** 为, 的, 辞去: between a name and the office that it gets or loses, the longest first. */
  ties: readonly string[]
  /** 为, 任, 当选为: between a name and the body of its office. */
  takes: RegExp
  /** 代表, 主管: titles that are verbs too. */
  acts: ReadonlySet<string>
  /** 代表, 委员: a title of who belongs to a body and is no officer of it. */
  member: RegExp
  /** 党组, 班子: before such a title they make an officer. */
  leads: RegExp
  /** 书记, 常委: the offices of a committee itself; 副市长 of 市委常委、副市长 is none of 市委. */
  ofParty: RegExp
  /** 办公厅, 办公室 */
  innerOffices: ReadonlySet<string>
  /** 同志, 先生, （女，哈尼族）: what a name has behind it. */
  gloss: RegExp
  /** The same at the start of what stands behind a name. */
  glossBehind: RegExp
  /** 教授, 院士 */
  rank: RegExp
  /** What stands between two offices of one person. */
  joins: ReadonlySet<string>
  /** What joins the names of those who hold an office to the next one. */
  next: RegExp
  /** 一行, 来我校 */
  visit: RegExp
  /** 同年, 2006年, 他: how a later sentence tells of the same person still. */
  goesOn: RegExp
  /** 县长|助理: the longest first. */
  assistants: readonly string[]
  /** 县长|候选人 */
  proposed: readonly string[]
  /** The same at the end of a title. */
  notYet: RegExp
  /** 新任|驻…大使 */
  sent: RegExp
  /** 感染内科, 第三监督检查室: a department, behind its body. */
  ward: RegExp
  /** The same behind a mark: 、|研究与交流部. */
  markedWard: RegExp
  /** 丁若兰|接替|周大同任县长: behind who takes an office, before who had it. */
  succeeds: RegExp
  /** 董事会战略委员会, 薪酬与考核委员会 */
  boardCommittee: RegExp
  /** 辞职, 被免职: who does so has no office any more; the longest first. */
  leaves: readonly string[]
  /** 辞去, 被免去: the office stands behind; the longest first. */
  givesUp: readonly string[]
  /** Either of them. */
  goes: RegExp
  /** 一切职务 */
  wholly: RegExp
  /** 已于3月5日, 申请: what may stand before those. */
  leavingWhen: RegExp
  /** 离任|审计, 退休|前 */
  notLeaving: ReadonlySet<string>
  /** 和, 已: what stands alone behind a name and is hardly a part of one. */
  behindName: ReadonlySet<string>
  /** 说, 等, 摄: characters that may stand alone between a name and a mark. */
  alone: ReadonlySet<string>
  /** 率|队, 在|现场 */
  actsFor: ReadonlySet<string>
  /** 面 of 方面, 层 of 高层: last characters of common words that look like a name behind a title. */
  wordEnds: ReadonlySet<string>
}

let cues: OfficeCues | null = null

/** The table, as what is asked of a text. Immutable, made at the first call. */
export function getOfficeCues(): OfficeCues {
  cues ??= build(rows(officeCues))
  return cues
}

function build(table: readonly string[][]): OfficeCues {
  const words = wordsOf(table)
  const any = (type: string): string => words(type).join('|')
  const glossed = `（[^（）\\n]{1,16}）|${any('courtesy')}`
  const han = '\\p{Script=Han}'
  return {
    removes: words('removes'),
    namesLoser: new Set([...words('removes'), ...words('accepts')]),
    removedList: new RegExp(
      `(?:${any('removes')})(?:${han}{2,4}、){1,6}(?:${han}{2,4}(?:和|及|与))?(${han}{2,4})$`,
      'u',
    ),
    removedOthers: new RegExp(`(?:${any('removes')})[^，。；、\\n]{2,20}(?:、[^，。；、\\n]{2,20}){0,6}、$`),
    ties: words('tie'),
    takes: new RegExp(`^(?:${any('takes')})`),
    acts: new Set(words('acts')),
    member: new RegExp(`(?:${any('member')})$`),
    leads: new RegExp(`(?:${any('leads')})$`),
    ofParty: new RegExp(`(?:${any('of-party')}|^(?:候补)?委员)$`),
    innerOffices: new Set(words('inner-office')),
    gloss: new RegExp(`(?:${glossed})$`),
    glossBehind: new RegExp(`^(?:${glossed})`),
    rank: new RegExp(`^(?:${any('rank')})`),
    joins: new Set(['', ...words('join')]),
    next: new RegExp(`^(?:${glossed})?(?:${any('next')})$`),
    visit: new RegExp(any('visit')),
    goesOn: new RegExp(`^(?:(?:自|从|到|至)?(?:19|20)\\d\\d年|${any('goes-on')}|[他她](?!们))`),
    assistants: words('assistant'),
    proposed: words('proposed'),
    notYet: new RegExp(`(?!^)(?:${any('proposed')})$`),
    sent: new RegExp(`(?:${any('sent')})$`),
    ward: new RegExp(`^${han}{1,10}(?:${any('ward')})$`, 'u'),
    markedWard: new RegExp(
      `(?<=^|[、，；。：（\n])(?:${han}{2,9}(?:${any('marked-ward')})|${any('lone-ward')})$`,
      'u',
    ),
    succeeds: new RegExp(`^[^。；\\n]{0,12}?(?:${any('succeeds')})$`),
    boardCommittee: new RegExp(
      `(?:[董监]事会)?(?:${any('board-duty')})(?:[与和及、]?(?:${any('board-duty')}))*委员会$`,
    ),
    leaves: words('leaves'),
    givesUp: words('gives-up'),
    goes: new RegExp(`^(?:${any('leaves')}|${any('gives-up')})`),
    wholly: new RegExp(any('wholly')),
    leavingWhen: new RegExp(`^(?:${any('leaving-when')}|于?[\\d年月日]{2,11}){1,3}`),
    notLeaving: new Set(words('not-leaving')),
    behindName: new Set(words('behind-name')),
    alone: new Set(words('alone')),
    actsFor: new Set(words('acts-for')),
    wordEnds: new Set(words('word-end')),
  }
}
