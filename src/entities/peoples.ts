const ETHNIC =
  /(?:满族|蒙古族|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|塔吉克族?|怒族|普米族|裕固族|保安族|独龙族|鄂温克族|鄂伦春族|赫哲族|俄罗斯族|乌孜别克族?|塔塔尔族|门巴族|珞巴族|基诺族|德昂族|阿昌族|京族|各族|蒙古)/g

/** 巍山 of 巍山彝族回族. */
export function withoutPeoples(name: string): string {
  return name.replace(ETHNIC, '')
}

/** 王岗坪 of 王岗坪彝族藏族, 清水河子 of 清水河子哈萨克民族. */
export function bareStem(stem: string): string {
  return withoutPeoples(stem).replace(/民?族$/, '')
}
