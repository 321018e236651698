"""What every table and field means, in a few Chinese and English words; ``table.field`` where a name means more than one thing."""

from __future__ import annotations

TABLES = """
site|服务机构|a service point: village room or township
slip_key|单据验真公钥|public keys that prove a room's slips
agent|代办员|agents who serve
household|户|households
villager|群众|people served
organisation|单位|organisations served
catalogue|事项目录版本|versions of the catalogue of items
working_year|年度工作日安排|published working days of a year
case|办件|cases: facts at acceptance, never the state
case_event|办件步骤|what happened to a case; its state follows from these
material|材料|papers of a case
paper_print|打印记录|each print of each paper of a case
attachment|附件|scans and photos of a case; contents are kept beside the register
list_print|清单打印记录|each print of a paper of no case: lists, posters, empty forms
line_result|乡镇对记录的答复|the township's answers to lines it did not simply take in
joining|合并记录|two records of one person joined, reversibly
mandate|代办委托|who acts for whom
power_grant|权限下放|powers granted to a lower tier
form_description|县级表样|the county's own form of a paper
report_template|报表模板|the township's own report workbook
slip_part|三联单去向|where a part of a triplicate is
task|联合代理任务|one department's part of a joint case
inquiry|咨询|questions and first askings
reserved_number|预留号|case numbers printed on blank slips
batch|批量办理|one item for many people
batch_person|批量名单|one person on a batch's list
correction|更正|a field put right, with its reason
seal_request|用章登记|a paper that waits for a seal
fee_passed|代缴费用|a legal fee passed on; the room's own is always 0
transfer_list|移交清单|what goes up or comes back in one bag
duty_shift|值班|one agent on duty on one day
handover|交接班|what one shift hands to the next
appointment|预约|appointments
tour|巡回服务|announced tours
complaint|投诉|complaints; left out where they concern the agent who exports
suggestion|意见簿|the book of suggestions
posting|公示|what was put up in public
site_inspection|六有检查|inspections of the room
sent_report|已报送的报表|figures as they were sent, frozen
made|导出记录|workbooks and exports that were made
import_run|导入记录|imports of rosters and ledgers
case_status|办件状态|what a case's events add up to (made again from them at any time)
"""

FIELDS = """
about_agent|被投诉的代办员|agent concerned
accepted_at|受理时间|instant of acceptance
accepted_by|受理人|agent who accepted
accepted_on|受理日期|day of acceptance
active|在岗|still serves here
address|地址|address
again_reason|另立新件的原因|why a second open case
agency|代理类型|affairs, voice or interests
agent_id|代办员|agent
agent_word|称谓|代办员 or 代理员
agents|参加人员|agents who go along
amount_fen|金额（分）|amount in fen
announced_on|预告日期|day it was announced
answer_due_on|上级答复期限|day by which the tier above answers
answered_on|答复日期|day of the answer
answer|答复|answer
applicant_group|申请人小组|applicant's group
applicant_name|申请人|applicant's name at acceptance
applicant_phone|申请人电话|applicant's telephone at acceptance
approver|批准人|who approved
asked_at|提出时间|instant of asking
asked_on|提出日期|day of asking
at_time|时刻|time of day
at|时间|instant
backup_agent_id|B 岗|agent who steps in
bad|未导入行数|rows not taken in
basis|收费依据|legal basis
batch_id|批次|batch
birth_on|出生日期|birth date, from the ID number
book_no|旧登记簿册号|volume of the old paper book
booklet_no|户口簿号|household booklet number
by_agent|经手人|agent who did it
by_name|经手人姓名|name at that time
by_tier|哪一级|tier that did it
cancelled|已取消|cancelled
case_id|办件|case
case_manager|项目代办员|case manager
case_no|办件号|case number
catalogue_id|事项目录版本|version of the catalogue
channel|渠道|channel
checked_at|乡镇核对时间|instant of ticking
checked|乡镇核对结果|what the township ticked
checks|各项是否达到|each check and whether it was met
clock_suspect|电脑时间可疑|the PC's clock was far off
closed_on|结束日期|day it was closed
code|代码|code
complaint_box|有意见箱|there is a complaints box
complaint_phone|监督电话|complaints telephone
completed_on|办结日期|day of completion
contact|联系人|contact person
content|内容|content
copies_destroyed_on|复印件销毁日期|day copies were destroyed
copy_no|第几次打印|which print of this paper
counterpart|业务对接人|counterpart at the tier above
credit_code|统一社会信用代码|unified social credit code
data|步骤各项|fields of the event
deceased_on|去世日期|day of death
definitions|指标定义版本|version of the definitions
delivered_on|送达日期|day of delivery
department_days|部门承诺工作日|department's promise in working days
department|责任部门|department
description|单据内容|description of the paper, frozen at first print
desk_window|窗口|window
direction|方向|up or down
district_due_on|区县答复期限|day by which the district answers
district_no|区县收件号|district's number
document_no|文号|document number
document|文件内容|the document itself
done_on|完成日期|day it was done
due_on|到期日期|due day
earlier_promise_on|改版前承诺日期|promise before the version changed
entered_by|录入人|agent who entered
event|步骤|event
external_entered_on|省平台录入日期|day it was entered into the provincial platform
external_no|省平台办件号|number in the provincial platform
field|字段|field
figures|数字|figures
fingerprint|内容指纹|fingerprint of what it says; the same list again has the same
first_asked|首问责任人|first-asked agent
first_handler|首办责任人|first handler
follow_up_due_on|回访期限|follow-up due day
form|形式|form
from_agent|交班人|who hands over
from_on|起始日期|from
from_signed|交班已签|signed by who hands over
from_state|之前的状态|state before
from_tier|原层级|tier before
from_time|开始时刻|from
ground|依据|ground
group_name|村民小组|villagers' group
handed_on|移交日期|day handed on
handler|承办人|handler
head_agent_id|站长|head of the room
head_villager_id|户主|head of household
held_by|现在在哪一级|tier where an escalated case lies
held_until|留存到|held until
help|服务方式|for, with or assist
hotline|服务电话|service telephone
household_id|户|household
id_missing_reason|没有身份证号的原因|why there is no ID number
id_number|身份证号|ID number
id_type|证件类型|type of document
in_force_from|生效日期|in force from
in_scope|属于代办范围|within scope
ineffective|未生效步骤数|events that do not count
inspected_on|检查日期|day of inspection
is_request|是办事请求|a request, not only a question
item_category|事项类别|category of the item
item_codes|事项编码|codes of the items; none means all
item_code|事项编码|code of the item
item_name|事项名称|name of the item
item_tier|决定层级|deciding tier
job_ref|打印任务号|print job
joined_into|已并入|record it was joined into
kept_id|保留的记录|record kept
kept_value|保留的值|value kept
kept_where|存放处|where it is kept
key_id|公钥编号|key's short id
kind_reason|类型的理由|why this kind
kind|类型|kind
last_seq|本机最后流水号|own last journal number
late_value|迟到的值|value that came late
lead_department|牵头部门|lead department
liaison|联系人|liaison
line_seq|流水号|line number
list_no|清单号|list number
made_at|制作时间|instant it was made
manager_agent_id|日常管理人|daily manager
mandate_id|代办委托|mandate
mime|内容类型|kind of content: image/jpeg, image/png or application/pdf
mode|服务渠道|mode of service
name|名称或姓名|name
need|必要性|required, optional or substitutable
new_value|新值|new value
new|新增行数|new rows
note|备注|note
of|所指|what was named: a period, a day, a list number, a name
old_value|旧值|old value
on_day|日期|day
open_days|开放日|weekdays open, 1 is Monday
opened_by|开箱人一|first who opened
opened_with|开箱人二|second who opened
opening_hours|开放时间|opening hours
organisation_id|单位|organisation
origin|来源|origin
other_id|并入的记录|record joined into it
other_names|其他名字|other names
outcome|结果|outcome
page_no|旧登记簿页码|page of the old paper book
paper|单据|paper
parent_code|上级机构代码|code of the tier above
parent_version|上一版本|version before
party_member|党员|party member
part|第几联|part of the triplicate
passed_on|缴出日期|day it was passed on
payee|收款方|payee
payer|缴费人|payer
period|期间|period
phone|电话|telephone
place|地点或去处|place
position|次序|order
posted_on|公示日期|day it was put up
post|职务|post
powers|委托事项|powers
printed_at|打印时间|instant of printing
project_name|项目名称|project
promise_provisional|承诺日期暂定|promise is provisional
promised_days|承诺工作日|promise in working days
promised_on|承诺日期|promised day
proof|新钥匙的签名|the new key's own signature
provisional|期限暂定|limit is provisional
public_key|公钥|public key
published_at|公布时间|instant of publishing
published_by|公布机构|who published
purpose|用途|purpose
rated_on|评价日期|day of rating
rating|满意度|rating
reach_by|联系方式|how to reach
reason|原因|reason
receipt_no|票据号|receipt number
received_on|收到日期|day received
received|已收到|received
receiver|接收人|receiver
receiving_key|收件公钥|key that others encrypt to
referred_to|转到哪里|referred to
relation|与委托人关系|relation to the principal
removed_at|撤去时间|instant of taking away
removed_reason|撤去原因|why taken away
replica_id|电脑编号|PC
representative_id_number|代申请人身份证号|representative's ID number
representative_name|代申请人姓名|representative's name
representative_phone|代申请人电话|representative's telephone
representative_relation|与申请人关系|relation to the applicant
representative|代申请人|representative
requirement|目录要求的材料|what the catalogue asked for
reserved_at|预留时间|instant of reserving
result|办理结果|result
returned_on|退还日期|day returned
returned_sheets|退还份数|sheets returned
returned_to|退给谁|returned to
returned|曾退回补正|came back for correction
revoked_on|撤销日期|day revoked
rows|行|rows
ruled_on|裁定日期|day of the ruling
ruling|裁定|ruling of the tier above
sample|示例|a sample only
sealed_on|盖章日期|day sealed
sensitive|敏感事项|sensitive
sent_at|报送时间|instant of sending
sent_to|发送到|sent to
sent_up|已报上级|sent to the tier above
settled_at|处理时间|instant it was seen to
settled_by|处理人|agent who saw to it
settled_how|怎样处理的|put in or let rest
sex|性别|sex, from the ID number
sha256|校验值|SHA-256
sheets|份数|sheets
shown_name|公布名称|name as published
sign_put_up|已挂牌|sign put up
signature|签名|signature
signed_how|签署方式|signed, thumb-printed or photo
signed|原钥匙的签名|signature of the key before
signer|签名机构|signer
size|字节数|size in bytes
source|来源|source
specialities|专长|what the agent knows well
spoiled_reason|作废原因|why spoiled
start_on|开始日期|start day
started_on|开始日期|day it began
state|状态|state
status|情况|status
statutory_days|法定工作日|statutory working days
stops|停靠点|stops
struck_out_on|除名日期|struck out on: entered by mistake
subject|公示内容|what was put up
tags|标签|tags
take_down_on|应撤日期|day to take down
taken_at|取得时间|instant it was scanned or taken
taken_down_on|撤下日期|day taken down
taken_in|那一级已收件|was received there
target_id|对象|record concerned
target_type|对象类型|record type concerned
term_from_on|任期起|term from
term_to_on|任期止|term to
text|内容|text
tier|层级|tier
title|标题|title
to_agent|接班人|who takes over
to_on|截止日期|until
to_signed|接班已签|signed by who takes over
to_tier|下放到|tier after
to_time|结束时刻|until
topic|咨询内容|topic
tour_id|巡回|tour
township_no|乡镇收件号|township's number
trained_on|培训日期|day of training
transfer_list_id|移交清单|transfer list
transport_days|往返工作日|working days of transport
unchanged|无变化行数|rows without change
undertaken|告知承诺|undertaking in place of the paper
undone_at|撤销时间|instant of undoing
undone_reason|撤销原因|why undone
upheld|属实|upheld
urgency_approver|急特事批准人|who approved the urgency
urgency_reason|急特事原因|why urgent
urgency|急特事|urgent or special
used_by_case|用于办件|case it was used for
version|版本|version
villager_id|群众|villager
what|导出内容|what was made
whole_numbers|含完整号码|with whole numbers
witness|见证人|witness
working_days|工作日|working days
year|年份|year
yellow_on|转黄日期|first day the light is yellow
"""
