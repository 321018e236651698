"""Paper on its way: a queue that survives a restart, says only what is known, and never loses a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.clock import Clock
from app.errors import Refusal
from app.ids import new_record_id
from app.models import print_store
from app.models.print_store import HANDING
from app.models.register import Register
from app.models.tables import PrintJob as JobRecord
from app.printing import calibration
from app.printing.printers.port import JobState, PrintJob, SendReceipt
from app.services import papers, printers
from app.services.desk import Desk
from app.services.papers import PaperFile

QUEUED, SENT, PRINTED, FAILED, CANCELLED = "queued", "sent", "printed", "failed", "cancelled"
OPEN = (QUEUED, SENT, FAILED)
STATE_WORDS = {
    QUEUED: "等待送印",
    SENT: "已送打印队列",
    PRINTED: "已打印",
    FAILED: "没有印出",
    CANCELLED: "已取消",
}
WAITING_WORDS = "等待送印"
USUAL_WORDS = "系统默认打印机"
CUT_WORDS = "送印时程序中断了，纸有没有出来只有您看得到"
LOST_AFTER = timedelta(minutes=3)
"""How long giving a job away may take: a job still being given after that was cut off."""
FIRST_WAIT = timedelta(seconds=20)
LONGEST_WAIT = timedelta(minutes=10)
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PrintJobRow:
    """One paper on its way. ``asks``: only a person knows whether it came out. ``printer`` "" is the usual one."""

    job_id: str
    paper: str
    title: str
    case_no: str
    printer: str
    copies: int
    state: str
    sentence: str
    asks: bool
    tried: int
    made_at: datetime
    sent_at: datetime | None

    @property
    def open(self) -> bool:
        """Whether it still needs the printer or a person."""
        return self.state in OPEN

    @property
    def stuck(self) -> bool:
        """Whether it has been refused or did not come out."""
        return self.state == FAILED or (self.state == QUEUED and self.tried > 0)


def send(desk: Desk, file: PaperFile, *, printer: str = "", copies: int = 0) -> PrintJobRow:
    """Record the print, keep the paper in the queue and try its printer once.

    ``printer`` "" is the one remembered for this paper, ``copies`` 0 as many as are remembered. Whatever the
    printer says, the paper stays in the queue; the row says what is known. Refusal ``no-such-case``.
    """
    setting = printers.setting(desk.register, file.name)
    job = JobRecord(
        id=new_record_id(),
        paper=file.name,
        title=file.title,
        case_no=file.case_no,
        pdf=file.pdf,
        width_mm=file.width_mm,
        height_mm=file.height_mm,
        printer=printer or setting.printer,
        copies=min(max(copies or setting.copies, 1), printers.MOST_COPIES),
        state=QUEUED,
        sentence=WAITING_WORDS,
        made_at=desk.clock.now(),
    )
    if file.name not in printers.SHEETS:
        papers.counted(desk, file, job.printer or USUAL_WORDS, job_ref=job.id)
    with desk.register.writing() as session:
        session.add(job)
        session.commit()
    return _deliver(desk.register, desk.clock, job.id)


def jobs(register: Register, *, every: bool = False) -> tuple[PrintJobRow, ...]:
    """What is on its way or needs a person, oldest first; ``every`` also what is over."""
    with register.reading() as session:
        return tuple(_row(job) for job in print_store.jobs(session, states=() if every else OPEN))


def work(register: Register, clock: Clock) -> tuple[PrintJobRow, ...]:
    """Ask how sent jobs went, try queued ones whose time has come; returns what is still open.

    A printer that refused is not tried again in the same round, and less and less often after that.
    """
    now = clock.now()
    refused: set[str] = set()
    for job in jobs(register):
        if job.state == SENT and not job.asks:
            _ask_how_it_went(register, job)
        elif job.state == QUEUED and job.printer not in refused:
            if _is_being_given(register, job.job_id):
                _ask_after_a_cut(register, job, now)
            elif _is_due(job, now) and _deliver(register, clock, job.job_id).state == QUEUED:
                refused.add(job.printer)
    with register.writing() as session:
        print_store.forget(session, now - KEPT)
        session.commit()
    return jobs(register)


def answer(desk: Desk, job_id: str, came_out: bool) -> PrintJobRow:
    """What the person at the printer saw. Refusals ``no-such-job``, ``not-asked``."""
    row = _found(desk.register, job_id)
    if row.state not in (SENT, FAILED):
        raise Refusal(f"这张单据是“{STATE_WORDS[row.state]}”，不用回答。没有改动。", code="not-asked")
    if came_out:
        return _mark(desk.register, row.job_id, PRINTED, f"{desk.actor.name}看到纸已打出来")
    return _mark(desk.register, row.job_id, FAILED, "纸没有打出来，可以再送一次")


def again(desk: Desk, job_id: str, *, printer: str = "") -> PrintJobRow:
    """Send the very same paper once more, to another ``printer`` if named.

    Refusals ``no-such-job``, ``job-over``, ``being-sent``.
    """
    row = _found(desk.register, job_id)
    _refuse_while_given(desk, row)
    if not row.open:
        raise Refusal(
            f"这张单据{STATE_WORDS[row.state]}。要再印请从办件里打印，会标明是补打。", code="job-over"
        )
    _take_back(desk.register, row.job_id)
    with desk.register.writing() as session:
        job = _job(print_store.job(session, row.job_id))
        job.state, job.ref, job.sentence = QUEUED, "", WAITING_WORDS
        job.printer = printer or job.printer
        session.commit()
    return _deliver(desk.register, desk.clock, row.job_id)


def cancel(desk: Desk, job_id: str) -> PrintJobRow:
    """Take a paper out of the queue. Refusals ``no-such-job``, ``job-over``, ``already-sent``, ``being-sent``."""
    row = _found(desk.register, job_id)
    _refuse_while_given(desk, row)
    if not row.open:
        raise Refusal(f"这张单据{STATE_WORDS[row.state]}，不用取消。", code="job-over")
    if row.state == SENT and not _take_back(desk.register, row.job_id):
        raise Refusal("已经送到打印机，取消不了。请看一看纸有没有出来，再回答。", code="already-sent")
    return _mark(desk.register, row.job_id, CANCELLED, f"{desk.actor.name}取消了打印")


def _deliver(register: Register, clock: Clock, job_id: str) -> PrintJobRow:
    """Give the job to its printer, which may take a while; nothing is locked meanwhile."""
    with register.writing() as session:
        taken = print_store.claim(session, job_id, clock.now())
        job = _job(print_store.job(session, job_id))
        session.commit()
    if not taken:
        return _row(job)
    try:
        name = job.printer or printers.usual()
        receipt = _hand_over(register, job, name)
    except Refusal as refusal:
        state = FAILED if refusal.code == "cut-off" else QUEUED
        return _mark(register, job_id, state, refusal.sentence)
    except BaseException:
        _mark(register, job_id, FAILED, "程序出了点问题，这张没有送印；登记的数据没有受影响")
        raise
    state = PRINTED if receipt.printed else SENT
    return _mark(register, job_id, state, receipt.words, ref=receipt.job, printer=name)


def _hand_over(register: Register, job: JobRecord, name: str) -> SendReceipt:
    """The pages, moved as the printer needs it, on their way; Refusals as the printer's adapter has them."""
    road = printers.road(register, name)
    setting = printers.setting(register, job.paper)
    size_mm = (job.width_mm, job.height_mm)
    pdf = calibration.moved(job.pdf, printers.calibration_for(register, name, job.paper, size_mm))
    tray = setting.tray if setting.printer in ("", name) else ""
    return road.send(PrintJob(pdf, job.title, job.width_mm, job.height_mm, job.copies, tray))


def _ask_how_it_went(register: Register, row: PrintJobRow) -> None:
    with register.reading() as session:
        ref = _job(print_store.job(session, row.job_id)).ref
    news = printers.road(register, row.printer).news(ref)
    states = {JobState.PRINTED: PRINTED, JobState.STOPPED: FAILED}
    keeps = ref if news.state is JobState.WAITING else ""
    _mark(register, row.job_id, states.get(news.state, SENT), news.words, ref=keeps)


def _ask_after_a_cut(register: Register, row: PrintJobRow, now: datetime) -> None:
    if not _recently(row, now):
        _mark(register, row.job_id, SENT, CUT_WORDS)


def _refuse_while_given(desk: Desk, row: PrintJobRow) -> None:
    """Another window or command has it in hand: a second one would print it twice."""
    if _is_being_given(desk.register, row.job_id) and _recently(row, desk.clock.now()):
        raise Refusal("这张单据正在送往打印机，请等一会儿再看。没有改动。", code="being-sent")


def _recently(row: PrintJobRow, now: datetime) -> bool:
    return row.sent_at is not None and timedelta(0) <= now - row.sent_at < LOST_AFTER


def _take_back(register: Register, job_id: str) -> bool:
    """Out of the printing system's own queue, where it still holds the job."""
    with register.reading() as session:
        job = _job(print_store.job(session, job_id))
        ref, printer, sent = job.ref, job.printer, job.state == SENT
    return bool(sent and ref) and printers.road(register, printer).take_back(ref)


def _is_being_given(register: Register, job_id: str) -> bool:
    with register.reading() as session:
        return _job(print_store.job(session, job_id)).ref == HANDING


def _mark(
    register: Register, job_id: str, state: str, sentence: str, *, ref: str = "", printer: str = ""
) -> PrintJobRow:
    with register.writing() as session:
        job = _job(print_store.job(session, job_id))
        job.state, job.sentence, job.ref = state, sentence, ref
        job.printer = printer or job.printer
        if not _row(job).open:
            job.pdf = b""  # the register keeps the description; the pages are not needed any more
        session.commit()
        return _row(job)


def _is_due(row: PrintJobRow, now: datetime) -> bool:
    """Each refusal doubles the wait; a clock that was set back does not hold a paper up."""
    wait = min(FIRST_WAIT * 2 ** min(max(row.tried - 1, 0), 8), LONGEST_WAIT)
    return row.sent_at is None or now - row.sent_at >= wait or now < row.sent_at


def _found(register: Register, job_id: str) -> PrintJobRow:
    """The one job whose id ends like this: ids made in the same hour begin alike."""
    found = [row for row in jobs(register, every=True) if job_id and row.job_id.endswith(job_id)]
    if len(found) != 1:
        raise _no_such_job()
    return found[0]


def _job(job: JobRecord | None) -> JobRecord:
    if job is None:
        raise _no_such_job()
    return job


def _no_such_job() -> Refusal:
    return Refusal("打印队列里没有这张单据，请先看一看队列。", field="id", code="no-such-job")


def _row(job: JobRecord) -> PrintJobRow:
    return PrintJobRow(
        job_id=job.id,
        paper=job.paper,
        title=job.title,
        case_no=job.case_no,
        printer=job.printer,
        copies=job.copies,
        state=job.state,
        sentence=job.sentence,
        asks=job.state == SENT and not job.ref,
        tried=job.tried,
        made_at=job.made_at,
        sent_at=job.sent_at,
    )
