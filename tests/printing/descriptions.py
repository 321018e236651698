"""Papers as a real room would hand them over, for the tests of printing."""

from __future__ import annotations

import base64

from app.printing.papers import (
    CardPaper,
    MaterialLine,
    PaperHead,
    ReceiptPaper,
    SlipPaper,
    StepLine,
)

CASE_NO = "101201-261009-A1-007K"
QR_TEXT = f"DB1*{CASE_NO}*9F3A21BC*" + base64.b32encode(bytes(range(64))).decode().rstrip("=")
PROMISE = "承诺5个工作日内办结，最迟2026年10月16日（星期五）"
HEAD = PaperHead(
    room="肃州区石泉镇石泉村为民服务室",
    hotline="0937-2601234",
    case_no=CASE_NO,
    qr_text=QR_TEXT,
    made_at_text="2026年10月9日 09:30",
    sample_notice="示例目录，以乡镇公布为准",
)
MATERIALS = (
    MaterialLine("1", "居民身份证", "原件核验退回", "1", "正反面"),
    MaterialLine("2", "户口簿", "原件留存", "1"),
    MaterialLine("3", "城乡居民基本养老保险待遇申请表", "原件留存", "2", "本人签字"),
    MaterialLine("4", "银行卡（社会保障卡）", "复印件", "1"),
)
FIFTEEN = tuple(
    MaterialLine(str(no), "申请表及相关证明材料" * (1 + no % 3), "原件核验退回", "12", "加盖公章")
    for no in range(1, 16)
)
LONG_NOTE = ("因家中老人行动不便且子女均在外地务工，无法本人到场办理，特委托代办员代为提交申请材料；" * 8)[
    :300
]
LONG_NAME = ("阿依古丽·买买提·吐尔逊" * 6)[:60]

RECEIPT = ReceiptPaper(
    HEAD,
    applicant="欧阳䶮",
    id_number="620902********0017",
    phone="13812345678",
    matter="城乡居民基本养老保险待遇申领",
    kind="承诺件",
    promise=PROMISE,
    materials=MATERIALS,
    missing=("近期一寸照片",),
    address="石泉村三组",
    representative="李四（父子）",
    originals="户口簿由王芳保管，2026年10月16日前退还",
    agent="王芳",
    agent_phone="13900001111",
    first_asked="赵强",
    complaint="监督投诉：0937-1234567（石泉镇纪委）",
    progress="查询进度：凭本单编号到室询问，或拨打0937-2601234",
)
CARD = CardPaper(
    HEAD,
    agent="王芳",
    agent_post="村党支部副书记、代办员",
    agent_phone="13900001111",
    matter="城乡居民基本养老保险待遇申领",
    promise=PROMISE,
    steps=(
        StepLine("受理", "2026年10月9日"),
        StepLine("核实", "2026年10月10日", "已入户"),
        StepLine("告知"),
        StepLine("上报"),
        StepLine("代办"),
        StepLine("反馈"),
    ),
    backup="赵强 13900002222",
    opening_hours="周一至周五 8:30—12:00、14:30—18:00",
    room_address="石泉村党群服务中心一楼",
    services=("民政", "残联", "综治维稳", "城乡居民医保", "医疗救助", "土地管理", "公益事业", "党建群团"),
    applicant="欧阳䶮",
    kind="承诺件",
    visit_on="2026年10月10日",
    visit_place="石泉村三组家中",
    findings="老人已满60周岁，缴费满15年，银行卡可用。",
    complaint="0937-1234567（石泉镇纪委）",
)
SLIP = SlipPaper(
    HEAD,
    book_no="2026-03",
    page_no="0117",
    accepted_on="2026年10月9日",
    applicant="欧阳䶮",
    id_number="62090219660315001X",
    applicants_id_number="620902********001X",
    matter="城乡居民基本养老保险待遇申领",
    kind="承诺件",
    promise=PROMISE,
    agent="王芳",
    sex="男",
    address="石泉镇石泉村三组",
    phone="13812345678",
    representative="李四",
    relation="父子",
    department="石泉镇人力资源和社会保障服务中心",
    materials=MATERIALS,
    missing=("近期一寸照片",),
    description="老人行动不便，由儿子代为申请，请上门核实。",
    agent_phone="13900001111",
    first_asked="赵强",
    escalated_to="石泉镇为民服务站",
    escalated_on="2026年10月12日",
    result="已核定待遇",
    remark="结果送到家中",
)
