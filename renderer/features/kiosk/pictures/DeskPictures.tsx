import type { LeftDocument } from '../../../../main/contract/kiosk.ts';
import { Arrow, Picture, Portrait } from './Picture.tsx';

/** A member of staff beside the kiosk looks at the person and at the photo. */
export function AttendantPicture({ label }: { readonly label: string }) {
  return (
    <Picture label={label}>
      <path className="pGround" d="M40 384h560" />
      <g transform="translate(80 92)">
        <circle className="pLineFill" cx="60" cy="44" r="40" />
        <path className="pLineFill" d="M-12 292V182c0-48 30-78 72-78s72 30 72 78v110z" />
      </g>
      <rect className="pDevice" x="272" y="60" width="112" height="180" rx="14" />
      <rect className="pPaper" x="286" y="76" width="84" height="132" rx="6" />
      <Portrait x={294} y={84} scale={1.2} />
      <path className="pTint" d="M296 184h64v8h-64z" />
      <path className="pDevice" d="M312 240h32v144h-32zM286 372h84v14h-84z" />
      <g transform="translate(436 92)">
        <circle className="pSoft pLine" cx="60" cy="44" r="40" />
        <path className="pSoft pLine" d="M-12 292V182c0-48 30-78 72-78s72 30 72 78v110z" />
        <rect className="pAccent" x="76" y="152" width="44" height="28" rx="4" />
      </g>
      <path className="pDash" d="M192 136h76M390 136h62" />
    </Picture>
  );
}

/** A card comes out of the printer. */
export function MakingPicture({ label }: { readonly label: string }) {
  return (
    <Picture label={label}>
      <path className="pDevice" d="M150 60h340a24 24 0 0 1 24 24v146H126V84a24 24 0 0 1 24-24z" />
      <circle className="pRed" cx="468" cy="96" r="9" />
      <path className="pGlass" d="M156 84h180v20H156z" />
      <rect className="pInk" x="176" y="206" width="288" height="16" rx="8" />
      <g>
        <path className="pPaper pLine" d="M196 214h248v124a14 14 0 0 1-14 14H210a14 14 0 0 1-14-14z" />
        <Portrait x={216} y={246} scale={1.2} />
        <path className="pTint" d="M304 252h116v12H304zM304 280h88v12h-88zM304 308h104v12H304z" />
      </g>
    </Picture>
  );
}

/** The card waits in the opening of the kiosk: out it goes. */
export function TakeCardPicture({ label }: { readonly label: string }) {
  return (
    <Picture label={label}>
      <path className="pDevice" d="M150 24h340a24 24 0 0 1 24 24v112H126V48a24 24 0 0 1 24-24z" />
      <rect className="pInk" x="176" y="136" width="288" height="16" rx="8" />
      <path className="pPaper pLine" d="M196 144h248v104a14 14 0 0 1-14 14H210a14 14 0 0 1-14-14z" />
      <Portrait x={216} y={160} scale={1.1} />
      <path className="pTint" d="M304 172h116v12H304zM304 198h88v12h-88zM304 224h104v12H304z" />
      <Arrow x={320} y={292} />
    </Picture>
  );
}

/** A document is lifted off the glass. */
export function TakePicture({
  label,
  document = 'passport',
}: {
  readonly label: string;
  readonly document?: LeftDocument;
}) {
  return (
    <Picture label={label}>
      <path
        className="pDevice"
        d="M146 252h348a16 16 0 0 1 16 16v104a16 16 0 0 1-16 16H146a16 16 0 0 1-16-16V268a16 16 0 0 1 16-16z"
      />
      <rect className="pGlass" x="156" y="268" width="328" height="100" rx="8" />
      {document === 'passport' ? (
        <g transform="rotate(-6 320 140)">
          <rect className="pCover" x="240" y="24" width="160" height="212" rx="12" />
          <circle className="pEmblem" cx="320" cy="104" r="34" />
          <path className="pEmblem" d="M276 172h88M292 194h56" />
        </g>
      ) : (
        <g transform="rotate(-6 320 140)">
          <rect className="pPaper pLine" x="204" y="84" width="232" height="146" rx="14" />
          <Portrait x={360} y={110} scale={1.1} />
          <path className="pTint" d="M226 112h112v12H226zM226 140h88v12h-88zM226 196h196v12H226z" />
        </g>
      )}
      <Arrow x={500} y={214} turn={180} />
      <Arrow x={140} y={214} turn={180} />
    </Picture>
  );
}

/** The kiosk rests; the way leads to a window. */
export function OutOfOrderPicture({ label }: { readonly label: string }) {
  return (
    <Picture label={label}>
      <path className="pGround" d="M40 384h560" />
      <rect className="pDevice" x="80" y="56" width="150" height="228" rx="16" />
      <rect className="pPaper" x="98" y="76" width="114" height="168" rx="6" />
      <path className="pAccent" d="M130 128h16v64h-16zM164 128h16v64h-16z" />
      <path className="pDevice" d="M134 284h42v100h-42zM104 372h102v14H104z" />
      <Arrow x={276} y={200} turn={-90} />
      <path className="pPaper pLine" d="M400 76h184v192H400z" />
      <circle className="pLineFill" cx="492" cy="150" r="32" />
      <path className="pLineFill" d="M436 268v-22c0-32 22-54 56-54s56 22 56 54v22z" />
      <path className="pDevice" d="M380 264h224v28H380zM398 292h188v92H398z" />
    </Picture>
  );
}

/** What to have ready: passport and Notice. */
export function ReadyPicture({ label }: { readonly label: string }) {
  return (
    <Picture label={label}>
      <g transform="rotate(7 430 200)">
        <rect className="pPaper pLine" x="318" y="30" width="232" height="318" rx="8" />
        <path className="pTint" d="M346 64h132v14H346zM346 92h176v10H346zM346 114h150v10H346z" />
        <path
          className="pInk"
          fillRule="evenodd"
          d="M372 160h44v44h-44zm9 9v26h26v-26zM450 160h44v44h-44zm9 9v26h26v-26zM372 238h44v44h-44zm9 9v26h26v-26z"
        />
        <path
          className="pInk"
          d="M389 177h10v10h-10zM467 177h10v10h-10zM389 255h10v10h-10zM424 164h14v14h-14zM424 192h14v28h-14zM438 220h24v14h-24zM372 216h18v12h-18zM452 246h18v18h-18zM476 264h18v18h-18zM478 220h16v14h-16zM424 252h14v30h-14z"
        />
      </g>
      <g transform="rotate(-7 200 210)">
        <rect className="pCover" x="90" y="52" width="212" height="290" rx="16" />
        <circle className="pEmblem" cx="196" cy="160" r="48" />
        <path
          className="pEmblem"
          d="M148 160h96M196 112c-30 30-30 66 0 96M196 112c30 30 30 66 0 96M136 256h120M156 288h80"
        />
      </g>
    </Picture>
  );
}

/** Two languages speak. */
export function LanguagePicture({ label }: { readonly label: string }) {
  return (
    <Picture label={label}>
      <path
        className="pLineFill"
        d="M92 40h240a28 28 0 0 1 28 28v128a28 28 0 0 1-28 28H176l-58 56v-56H92a28 28 0 0 1-28-28V68a28 28 0 0 1 28-28z"
      />
      <text className="pWord pOnFill" x="212" y="170" textAnchor="middle">
        文
      </text>
      <path
        className="pPaper pLine"
        d="M318 152h228a28 28 0 0 1 28 28v124a28 28 0 0 1-28 28h-22v52l-56-52H318a28 28 0 0 1-28-28V180a28 28 0 0 1 28-28z"
      />
      <text className="pWord pOnPaper" x="432" y="284" textAnchor="middle">
        A
      </text>
    </Picture>
  );
}
