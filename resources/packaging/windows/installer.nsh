; Removing Zhengka is refused while a station on this computer still has something to send, or a card that is not settled (G7).
; electron-builder includes this file (nsis.include). customUnInit runs before anything is removed. An update runs the old uninstaller with
; --updated: it is never refused, because the data stay where they are.
; The core host keeps queue-standing.json beside its data; only "empty":true in it says that the queue is empty.
!include "LogicLib.nsh"
!include "FileFunc.nsh"

!macro customUnInit
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "--updated" $R1
  ${If} ${Errors}
    IfFileExists "$APPDATA\Zhengka\station\cases.db" 0 zhengkaMayGo
    ClearErrors
    FileOpen $R2 "$APPDATA\Zhengka\station\queue-standing.json" r
    ${If} ${Errors}
      Goto zhengkaHeld
    ${EndIf}
    FileRead $R2 $R3
    FileClose $R2
    ; One line, written whole: the word is looked for from its beginning.
    StrCpy $R4 0
    zhengkaNext:
      StrCpy $R5 $R3 12 $R4
      StrCmp $R5 '"empty":true' zhengkaMayGo
      StrCmp $R5 "" zhengkaHeld
      IntOp $R4 $R4 + 1
      Goto zhengkaNext
    zhengkaHeld:
      MessageBox MB_OK|MB_ICONSTOP "证卡终端：本机仍有未上报的记录或未了结的制卡任务，拒绝卸载。请联网启动，等“待上报”页为空后正常退出再卸载；或由主管带出记录、在另一终端上报并带回回执。$\r$\n$\r$\nZhengka: something on this computer is not sent upstream, or a card job is not settled. It is not removed. Start it with a network, wait until the Queue page is empty and end it in order; or a supervisor carries the queue to another station and brings the receipts back." /SD IDOK
      SetErrorLevel 1
      Abort
    zhengkaMayGo:
  ${EndIf}
!macroend
