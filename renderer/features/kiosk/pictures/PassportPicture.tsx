import { Arrow, Picture, Portrait } from './Picture.tsx';

/** First the page, then the way it lies: two drawings, because "face down" alone is where people go wrong. */
export function PassportPicture({ label }: { readonly label: string }) {
  return (
    <Picture label={label}>
      <g transform="translate(26 46)">
        <circle className="pBadge" cx="22" cy="-14" r="24" />
        <text className="pBadgeText" x="22" y="-4" textAnchor="middle">
          1
        </text>
        <rect className="pPaper pLine" x="0" y="26" width="230" height="128" rx="10" />
        <path className="pTint" d="M24 56h120v10H24zM24 80h150v10H24zM24 104h96v10H24z" />
        <path className="pFold" d="M0 154h230" />
        <rect className="pPaper pLine" x="0" y="154" width="230" height="140" rx="10" />
        <Portrait x={18} y={172} />
        <path className="pTint" d="M92 176h112v10H92zM92 198h88v10H92zM92 220h100v10H92z" />
        <path className="pInk" d="M16 256h198v7H16zM16 271h198v7H16z" />
      </g>
      <Arrow x={276} y={200} turn={-90} />
      <g transform="translate(384 46)">
        <circle className="pBadge" cx="22" cy="-14" r="24" />
        <text className="pBadgeText" x="22" y="-4" textAnchor="middle">
          2
        </text>
        <path
          className="pDevice"
          d="M-4 176h240a14 14 0 0 1 14 14v120a14 14 0 0 1-14 14H-4a14 14 0 0 1-14-14V190a14 14 0 0 1 14-14z"
        />
        <rect className="pGlass" x="2" y="190" width="228" height="118" rx="6" />
        <rect className="pCover" x="14" y="186" width="204" height="112" rx="8" />
        <rect className="pCover" x="14" y="72" width="204" height="114" rx="8" />
        <path className="pFold" d="M14 186h204" />
        <circle className="pEmblem" cx="116" cy="124" r="24" />
        <path className="pEmblem" d="M82 164h68" />
        <Arrow x={116} y={-22} />
      </g>
    </Picture>
  );
}
