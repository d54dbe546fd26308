/** Checks that were made for a case (A11). */
export const evidence = {
  title: '核验证据',
  ecard: '电子社保卡',
  result: { valid: '联网核验：有效', expired: '联网核验：二维码已过期', unknown: '联网核验：查无此码' },
  passport: { same: '护照与本办件一致', other: '所载护照与本办件不同，请核对' },
  state: {
    asking: '正在联网核验电子社保卡二维码',
    valid: '电子社保卡二维码已核验，不保存',
    offline: '未联网，电子社保卡二维码未核验',
    notChecked: '电子社保卡二维码未核验，失效前可重扫',
  },
  left: '此码最多还有 {{n}} 秒有效',
};
