<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>AboutSection</name>
    <message>
        <source>关于代办 Daiban</source>
        <translation>About Daiban</translation>
    </message>
    <message>
        <source>版本 {0} · Python {1} · Qt {2}</source>
        <translation>Version {0} · Python {1} · Qt {2}</translation>
    </message>
    <message>
        <source>本程序以 Apache-2.0 许可发布，可自由使用、修改和分发。</source>
        <translation>This program is published under Apache-2.0: free to use, change and pass on.</translation>
    </message>
    <message>
        <source>自检</source>
        <translation>Self-check</translation>
    </message>
    <message>
        <source>开始自检</source>
        <translation>Start the self-check</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>{0} 条记录与流水相符</source>
        <translation>{0} records agree with the log</translation>
    </message>
    <message>
        <source>磁盘剩余 {0} MB</source>
        <translation>{0} MB free on disk</translation>
    </message>
    <message>
        <source>登记簿：{0}</source>
        <translation>Register: {0}</translation>
    </message>
    <message>
        <source>打印机：{0}</source>
        <translation>Printer: {0}</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>Well</translation>
    </message>
    <message>
        <source>请注意</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>所用部件：Qt 与 PySide6（LGPL-3.0）、SQLCipher（BSD）、SQLAlchemy（MIT）、ReportLab（BSD）、openpyxl（MIT）、Noto Sans SC 字体（OFL-1.1）等。</source>
        <translation>Parts used: Qt and PySide6 (LGPL-3.0), SQLCipher (BSD), SQLAlchemy (MIT), ReportLab (BSD), openpyxl (MIT), the font Noto Sans SC (OFL-1.1) and others.</translation>
    </message>
    <message>
        <source>升级：先做一次备份，再运行乡镇或县里发的新版安装程序，装在原来的位置；登记簿原样保留，新版打开后自动补上以前看不全的内容。没有网络时可以用 U 盘拷来安装。</source>
        <translation>To update: make a backup, then run the new installer from the township or county, into the same place. The register stays as it is, and the new version fills in what this one could not read. Without a network, bring the installer on a USB stick.</translation>
    </message>
</context>
<context>
    <name>AcceptAsking</name>
    <message>
        <source>正在送打印机…</source>
        <translation>Sending to the printer…</translation>
    </message>
    <message>
        <source>已送打印队列：{0} 张单据</source>
        <translation>Sent to the print queue: {0} papers</translation>
    </message>
    <message>
        <source>{0} 张单据在打印队列里等着：{1}</source>
        <translation>{0} papers wait in the print queue: {1}</translation>
    </message>
</context>
<context>
    <name>AcceptPage</name>
    <message>
        <source>受理</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>草稿没有存上：{0}</source>
        <translation>The draft was not kept: {0}</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>受理</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>登记簿</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>群众</source>
        <translation>People</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>受理新件</source>
        <translation>Accept a new case</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>返回上一页</source>
        <translation>Back to the page before</translation>
    </message>
    <message>
        <source>重新读取</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>立即同步</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>遮屏</source>
        <translation>Cover the screen</translation>
    </message>
    <message>
        <source>锁屏</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>换人</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>清空重填</source>
        <translation>Clear and start again</translation>
    </message>
    <message>
        <source>给原件补交材料</source>
        <translation>Add papers to the open case</translation>
    </message>
    <message>
        <source>接着办原件</source>
        <translation>Go on with the open case</translation>
    </message>
    <message>
        <source>另立新件</source>
        <translation>A new case all the same</translation>
    </message>
    <message>
        <source>打印材料接收单</source>
        <translation>Print receipt</translation>
    </message>
    <message>
        <source>打印代办联系卡</source>
        <translation>Print contact card</translation>
    </message>
    <message>
        <source>打印登记本（三联）</source>
        <translation>Print register slip (three parts)</translation>
    </message>
    <message>
        <source>值班</source>
        <translation>Duty</translation>
    </message>
    <message>
        <source>去镇上</source>
        <translation>To town</translation>
    </message>
    <message>
        <source>评价投诉</source>
        <translation>Ratings and complaints</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>咨询</source>
        <translation>Inquiries</translation>
    </message>
    <message>
        <source>集中办</source>
        <translation>Batches</translation>
    </message>
    <message>
        <source>报表</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>公示</source>
        <translation>Postings</translation>
    </message>
    <message>
        <source>更多填写项</source>
        <translation>More fields</translation>
    </message>
    <message>
        <source>个人或单位</source>
        <translation>Person or organisation</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>材料</source>
        <translation>Materials</translation>
    </message>
    <message>
        <source>附件</source>
        <translation>Attachments</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Deadline</translation>
    </message>
    <message>
        <source>联办</source>
        <translation>Joint tasks</translation>
    </message>
    <message>
        <source>用章收费</source>
        <translation>Seals and fees</translation>
    </message>
    <message>
        <source>省平台</source>
        <translation>Provincial platform</translation>
    </message>
    <message>
        <source>单据</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>按新版办理</source>
        <translation>Handle under the new version</translation>
    </message>
    <message>
        <source>B岗顶岗</source>
        <translation>Backup steps in</translation>
    </message>
    <message>
        <source>请群众评价</source>
        <translation>Ask the villager to rate</translation>
    </message>
</context>
<context>
    <name>AgentListCard</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>职务</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>B岗</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>聘期、培训</source>
        <translation>Term, training</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>代办员，回车改资料</source>
        <translation>Agents; Enter edits the file</translation>
    </message>
    <message>
        <source>代办员</source>
        <translation>Agents</translation>
    </message>
    <message>
        <source>改资料</source>
        <translation>Edit the file</translation>
    </message>
    <message>
        <source>重设口令</source>
        <translation>Reset the PIN</translation>
    </message>
    <message>
        <source>离任移交清册</source>
        <translation>Leaving list</translation>
    </message>
    <message>
        <source>离任</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>聘期已满 {0}</source>
        <translation>Term ended {0}</translation>
    </message>
    <message>
        <source>聘到 {0}</source>
        <translation>Term until {0}</translation>
    </message>
    <message>
        <source>{0} 培训合格</source>
        <translation>Trained and tested {0}</translation>
    </message>
    <message>
        <source>还没有在这台电脑设口令</source>
        <translation>No PIN set on this PC yet</translation>
    </message>
    <message>
        <source>已离任</source>
        <translation>Has left</translation>
    </message>
</context>
<context>
    <name>AgentStep</name>
    <message>
        <source>谁来值班？</source>
        <translation>Who is on duty?</translation>
    </message>
    <message>
        <source>第一位代办员的姓名</source>
        <translation>Name of the first agent</translation>
    </message>
    <message>
        <source>其他人以后在设置里添加</source>
        <translation>Others are added later in Settings</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>4 到 6 位数字，每次登录要输</source>
        <translation>4 to 6 digits, typed at every sign-in</translation>
    </message>
    <message>
        <source>再输一遍口令</source>
        <translation>PIN once more</translation>
    </message>
    <message>
        <source>请填写代办员姓名。</source>
        <translation>Please fill in the agent&apos;s name.</translation>
    </message>
    <message>
        <source>口令应是 4 到 6 位数字。</source>
        <translation>The PIN has 4 to 6 digits.</translation>
    </message>
    <message>
        <source>两次输入的口令不一样。</source>
        <translation>The two PINs differ.</translation>
    </message>
</context>
<context>
    <name>AgentTiles</name>
    <message>
        <source>代办员</source>
        <translation>Agents</translation>
    </message>
</context>
<context>
    <name>AgentsSection</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>职务</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>添加代办员</source>
        <translation>Add an agent</translation>
    </message>
    <message>
        <source>添加一位</source>
        <translation>Add someone</translation>
    </message>
    <message>
        <source>现在的口令</source>
        <translation>Present PIN</translation>
    </message>
    <message>
        <source>新口令</source>
        <translation>New PIN</translation>
    </message>
    <message>
        <source>再输一遍</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>改口令</source>
        <translation>Change the PIN</translation>
    </message>
    <message>
        <source>改我的口令</source>
        <translation>Change my PIN</translation>
    </message>
    <message>
        <source>两次输入的口令不一样。</source>
        <translation>The two PINs differ.</translation>
    </message>
    <message>
        <source>已添加 {0}，第一次登录时自己设口令。</source>
        <translation>Added {0}, who sets a PIN at the first sign-in.</translation>
    </message>
    <message>
        <source>口令已改。</source>
        <translation>The PIN was changed.</translation>
    </message>
</context>
<context>
    <name>AlikePanel</name>
    <message>
        <source>一条记录</source>
        <translation>One record</translation>
    </message>
    <message>
        <source>另一条记录</source>
        <translation>The other record</translation>
    </message>
    <message>
        <source>像同一个人的，回车合并</source>
        <translation>Likely the same person; Enter joins</translation>
    </message>
    <message>
        <source>为什么像</source>
        <translation>Why alike</translation>
    </message>
    <message>
        <source>哪天</source>
        <translation>Which day</translation>
    </message>
    <message>
        <source>以谁为准</source>
        <translation>Whom to keep</translation>
    </message>
    <message>
        <source>并入</source>
        <translation>Joined into</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>合并过的，回车分开</source>
        <translation>Joined records; Enter parts them</translation>
    </message>
    <message>
        <source>没有发现像同一个人的两条记录。</source>
        <translation>No two records look like the same person.</translation>
    </message>
    <message>
        <source>还没有合并过。</source>
        <translation>Nothing has been joined yet.</translation>
    </message>
    <message>
        <source>像同一个人的（回车合并，合并后可以分开）</source>
        <translation>Likely the same person (Enter joins; it can be undone)</translation>
    </message>
    <message>
        <source>返回  Esc</source>
        <translation>Back  Esc</translation>
    </message>
    <message>
        <source>合并过的（回车分开）</source>
        <translation>Joined records (Enter parts them)</translation>
    </message>
    <message>
        <source>合为一人</source>
        <translation>Join as one person</translation>
    </message>
    <message>
        <source>{0} 已分开</source>
        <translation>{0} is parted again</translation>
    </message>
</context>
<context>
    <name>AppointmentPanel</name>
    <message>
        <source>预约，回车登记来了</source>
        <translation>Appointments; Enter: they have come</translation>
    </message>
    <message>
        <source>记一个预约</source>
        <translation>Make an appointment</translation>
    </message>
    <message>
        <source>来了，去受理</source>
        <translation>Came, accept now</translation>
    </message>
    <message>
        <source>来过了</source>
        <translation>Has come</translation>
    </message>
    <message>
        <source>未到</source>
        <translation>Missed</translation>
    </message>
    <message>
        <source>取消预约</source>
        <translation>Cancel the appointment</translation>
    </message>
</context>
<context>
    <name>AroundCard</name>
    <message>
        <source>值班和预约</source>
        <translation>Duty and appointments</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>办什么</source>
        <translation>For what</translation>
    </message>
    <message>
        <source>今天的预约和巡回，回车受理</source>
        <translation>Today&apos;s appointments and tours; Enter accepts</translation>
    </message>
    <message>
        <source>今天没有预约和巡回。</source>
        <translation>No appointments or tours today.</translation>
    </message>
    <message>
        <source>没有排班</source>
        <translation>Nobody on the roster</translation>
    </message>
    <message>
        <source>在岗：{0}</source>
        <translation>On duty: {0}</translation>
    </message>
    <message>
        <source>接班：{0}</source>
        <translation>Next: {0}</translation>
    </message>
    <message>
        <source>{0}，已收 {1} 件</source>
        <translation>{0}, {1} collected</translation>
    </message>
    <message>
        <source>{0} 巡回</source>
        <translation>{0} tour</translation>
    </message>
    <message>
        <source>巡回收</source>
        <translation>Collected on tour</translation>
    </message>
    <message>
        <source>预约</source>
        <translation>Appointment</translation>
    </message>
</context>
<context>
    <name>AskForm</name>
    <message>
        <source>记下</source>
        <translation>Note it</translation>
    </message>
    <message>
        <source>{0}  Ctrl+回车</source>
        <translation>{0}  Ctrl+Enter</translation>
    </message>
    <message>
        <source>不记了  Esc</source>
        <translation>Leave it  Esc</translation>
    </message>
    <message>
        <source>请填“{0}”。</source>
        <translation>Please fill in “{0}”.</translation>
    </message>
</context>
<context>
    <name>AttachmentBook</name>
    <message>
        <source>附件</source>
        <translation>Attachments</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>在哪里</source>
        <translation>Where it is</translation>
    </message>
    <message>
        <source>附件，回车查看</source>
        <translation>Attachments; Enter shows one</translation>
    </message>
    <message>
        <source>选一份附件查看</source>
        <translation>Choose an attachment to look at</translation>
    </message>
    <message>
        <source>附件的种类</source>
        <translation>Kind of attachment</translation>
    </message>
    <message>
        <source>添加文件</source>
        <translation>Add a file</translation>
    </message>
    <message>
        <source>存成文件</source>
        <translation>Save as a file</translation>
    </message>
    <message>
        <source>撤去</source>
        <translation>Take away</translation>
    </message>
    <message>
        <source>不在本机，回车取回</source>
        <translation>Not on this PC; Enter fetches it</translation>
    </message>
    <message>
        <source>正在打开</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>已加附件：{0}</source>
        <translation>Attached: {0}</translation>
    </message>
    <message>
        <source>附件待传 {0}/{1}</source>
        <translation>Attachments still to send {0}/{1}</translation>
    </message>
    <message>
        <source>还没有附件</source>
        <translation>No attachments yet</translation>
    </message>
    <message>
        <source>{0} {1} KB</source>
        <translation>{0} {1} KB</translation>
    </message>
    <message>
        <source>PDF 请存成文件后查看</source>
        <translation>Save a PDF as a file to look at it</translation>
    </message>
    <message>
        <source>这张图显示不出来，请存成文件后查看</source>
        <translation>This picture cannot be shown; save it as a file to look at it</translation>
    </message>
    <message>
        <source>照片、扫描图、PDF（*.jpg *.jpeg *.png *.pdf）</source>
        <translation>Photos, scans, PDF (*.jpg *.jpeg *.png *.pdf)</translation>
    </message>
    <message>
        <source>添加附件</source>
        <translation>Add an attachment</translation>
    </message>
    <message>
        <source>存成文件（没有加密，用完请删除）</source>
        <translation>Save as a file (not encrypted; delete it after use)</translation>
    </message>
    <message>
        <source>已存到 {0}</source>
        <translation>Saved to {0}</translation>
    </message>
</context>
<context>
    <name>BackupSection</name>
    <message>
        <source>正在备份或核对</source>
        <translation>Backing up or checking</translation>
    </message>
    <message>
        <source>备份到</source>
        <translation>Back up to</translation>
    </message>
    <message>
        <source>最好是 U 盘或另一台电脑上的文件夹</source>
        <translation>Best a USB stick or a folder on another computer</translation>
    </message>
    <message>
        <source>现在备份</source>
        <translation>Back up now</translation>
    </message>
    <message>
        <source>核对登记簿</source>
        <translation>Check the register</translation>
    </message>
    <message>
        <source>请先选一个文件夹。</source>
        <translation>Please choose a folder first.</translation>
    </message>
    <message>
        <source>已备份并核对：{0}</source>
        <translation>Backed up and proved: {0}</translation>
    </message>
    <message>
        <source>登记簿完好：{0} 条流水与 {1} 条记录逐条相符。</source>
        <translation>The register is sound: {0} log lines and {1} records agree one by one.</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>办件照常，不用停。</source>
        <translation>Work goes on meanwhile.</translation>
    </message>
</context>
<context>
    <name>BarsPicture</name>
    <message>
        <source>图：{0}</source>
        <translation>Picture: {0}</translation>
    </message>
</context>
<context>
    <name>BatchList</name>
    <message>
        <source>批次</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>已办</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>未办</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>村民小组</source>
        <translation>Village group</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Others</translation>
    </message>
    <message>
        <source>各组进度</source>
        <translation>Progress of the groups</translation>
    </message>
    <message>
        <source>这个事项不收材料。</source>
        <translation>This item asks for no materials.</translation>
    </message>
    <message>
        <source>每人都交</source>
        <translation>Everyone hands in</translation>
    </message>
    <message>
        <source>{0}（已结束）</source>
        <translation>{0} (closed)</translation>
    </message>
    <message>
        <source>未分组</source>
        <translation>No group</translation>
    </message>
</context>
<context>
    <name>BatchesPage</name>
    <message>
        <source>集中办理</source>
        <translation>Batch acceptance</translation>
    </message>
    <message>
        <source>打印名单  Ctrl+P</source>
        <translation>Print the list  Ctrl+P</translation>
    </message>
    <message>
        <source>看办件</source>
        <translation>Look at the case</translation>
    </message>
    <message>
        <source>按此名单再开</source>
        <translation>Open again from this list</translation>
    </message>
    <message>
        <source>结束这批</source>
        <translation>Close this batch</translation>
    </message>
    <message>
        <source>开一批  Alt+N</source>
        <translation>Open a batch  Alt+N</translation>
    </message>
    <message>
        <source>{0}没有登记身份证号，请在受理页单独办理。</source>
        <translation>{0} has no ID number on record; please use the accept page.</translation>
    </message>
    <message>
        <source>已受理 {0}，这一批已办 {1} 人。</source>
        <translation>Accepted {0}; {1} done in this batch.</translation>
    </message>
    <message>
        <source> 还缺：{0}</source>
        <translation> still missing: {0}</translation>
    </message>
</context>
<context>
    <name>BlankScreen</name>
    <message>
        <source>已遮屏</source>
        <translation>Screen covered</translation>
    </message>
    <message>
        <source>屏幕已遮住，按 {0} 或 Esc 继续</source>
        <translation>The screen is covered, {0} or Esc to go on</translation>
    </message>
</context>
<context>
    <name>BottomEdge</name>
    <message>
        <source>同步：正在读取</source>
        <translation>Sync: reading</translation>
    </message>
    <message>
        <source>备份：还没有</source>
        <translation>Backup: none yet</translation>
    </message>
    <message>
        <source>备份：今天 {0}</source>
        <translation>Backup: today {0}</translation>
    </message>
    <message>
        <source>备份：{0} 天前</source>
        <translation>Backup: {0} days ago</translation>
    </message>
    <message>
        <source>仅在本机 {0} · 还没有加入乡镇</source>
        <translation>Only here {0} · not joined to a township yet</translation>
    </message>
    <message>
        <source>还没有联系过</source>
        <translation>no contact yet</translation>
    </message>
    <message>
        <source>上次联系 {0}</source>
        <translation>Last contact {0}</translation>
    </message>
    <message>
        <source>仅在本机 {0} · 已传到镇 {1} · 镇已入库 {2} · {3}</source>
        <translation>Only here {0} · at the township {1} · taken in {2} · {3}</translation>
    </message>
    <message>
        <source> · 需处理 {0}</source>
        <translation> · to settle {0}</translation>
    </message>
    <message>
        <source>练习 · 都只在本机，不上传</source>
        <translation>Practice · only on this PC, never uploaded</translation>
    </message>
</context>
<context>
    <name>CalibrationCard</name>
    <message>
        <source>校准：印出来偏了的时候</source>
        <translation>Calibrate: when prints are out of place</translation>
    </message>
    <message>
        <source>哪一台打印机</source>
        <translation>Which printer</translation>
    </message>
    <message>
        <source>① 纸左边到粗竖线</source>
        <translation>① left edge to the thick vertical line</translation>
    </message>
    <message>
        <source>应是 20 毫米</source>
        <translation>should be 20 mm</translation>
    </message>
    <message>
        <source>② 纸上边到粗横线</source>
        <translation>② top edge to the thick horizontal line</translation>
    </message>
    <message>
        <source>③ 横杠两头之间</source>
        <translation>③ between the ends of the bar</translation>
    </message>
    <message>
        <source>应是 100 毫米，不量就不改</source>
        <translation>should be 100 mm; left alone if not measured</translation>
    </message>
    <message>
        <source>印校准页</source>
        <translation>Print the calibration page</translation>
    </message>
    <message>
        <source>按量到的数校准</source>
        <translation>Calibrate by these numbers</translation>
    </message>
    <message>
        <source>先添加一台打印机。</source>
        <translation>Add a printer first.</translation>
    </message>
    <message>
        <source>正在送校准页…</source>
        <translation>Sending the calibration page…</translation>
    </message>
    <message>
        <source>这台打印机没有校准，照原样印。</source>
        <translation>This printer is not calibrated and prints as it is.</translation>
    </message>
    <message>
        <source>现在印到这台打印机的都右移 {0} 毫米、下移 {1} 毫米、放大到 {2}。</source>
        <translation>Prints on this printer now move {0} mm right, {1} mm down and scale to {2}.</translation>
    </message>
    <message>
        <source>已校准。可以印一张测试页，两条粗线应正好在 20 毫米处。</source>
        <translation>Calibrated. Print a test page: both thick lines should stand at exactly 20 mm.</translation>
    </message>
    <message>
        <source>校准页：{0}</source>
        <translation>Calibration page: {0}</translation>
    </message>
</context>
<context>
    <name>CaseColumns</name>
    <message>
        <source>时限</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>申请人</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>村民小组</source>
        <translation>Villagers&apos; group</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>受理日期</source>
        <translation>Accepted on</translation>
    </message>
    <message>
        <source>承诺日期</source>
        <translation>Promised date</translation>
    </message>
    <message>
        <source>到期日</source>
        <translation>Due on</translation>
    </message>
    <message>
        <source>承办人</source>
        <translation>Handler</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>数据在哪</source>
        <translation>Where the data is</translation>
    </message>
    <message>
        <source>（暂定）</source>
        <translation>(provisional)</translation>
    </message>
</context>
<context>
    <name>CaseFacts</name>
    <message>
        <source>申请人</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>证件号</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>村民小组</source>
        <translation>Villagers&apos; group</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>代申请人</source>
        <translation>Asking for someone</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>受理时间</source>
        <translation>Accepted at</translation>
    </message>
    <message>
        <source>承诺日期</source>
        <translation>Promised date</translation>
    </message>
    <message>
        <source>到期日</source>
        <translation>Due on</translation>
    </message>
    <message>
        <source>办理方式</source>
        <translation>How it is asked</translation>
    </message>
    <message>
        <source>承办人</source>
        <translation>Handler</translation>
    </message>
    <message>
        <source>首问责任人</source>
        <translation>First asked</translation>
    </message>
    <message>
        <source>办理部门</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>办理结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>办结日期</source>
        <translation>Completed on</translation>
    </message>
    <message>
        <source>满意度</source>
        <translation>Satisfaction</translation>
    </message>
    <message>
        <source>数据在哪</source>
        <translation>Where the data is</translation>
    </message>
    <message>
        <source>{0}（{1}）</source>
        <translation>{0} ({1})</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>委托</source>
        <translation>Mandate</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>放假公布后</source>
        <translation>After the holidays are published</translation>
    </message>
    <message>
        <source>上级期限</source>
        <translation>Limit from above</translation>
    </message>
    <message>
        <source>急办</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>{0}（现行 {1}）</source>
        <translation>{0} (in force: {1})</translation>
    </message>
    <message>
        <source>代办方式</source>
        <translation>How it came</translation>
    </message>
    <message>
        <source>巡回</source>
        <translation>Tour</translation>
    </message>
    <message>
        <source>集中受理</source>
        <translation>Batch acceptance</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Origin</translation>
    </message>
    <message>
        <source>待认领</source>
        <translation>Waiting to be claimed</translation>
    </message>
    <message>
        <source>首办责任人</source>
        <translation>First handler</translation>
    </message>
    <message>
        <source>目录版本</source>
        <translation>Catalogue version</translation>
    </message>
    <message>
        <source>省平台号</source>
        <translation>Provincial number</translation>
    </message>
    <message>
        <source>回访期限</source>
        <translation>Follow up by</translation>
    </message>
</context>
<context>
    <name>CaseMaterials</name>
    <message>
        <source>材料</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>没有收材料</source>
        <translation>No papers received</translation>
    </message>
    <message>
        <source>原件在室里</source>
        <translation>Originals are in the room</translation>
    </message>
    <message>
        <source>原件已退回</source>
        <translation>Originals handed back</translation>
    </message>
    <message>
        <source>原件已当场退回</source>
        <translation>Originals were handed back at once</translation>
    </message>
    <message>
        <source>{0} {1} 次</source>
        <translation>{0} {1} times</translation>
    </message>
    <message>
        <source>单据还没有打印过</source>
        <translation>No paper printed yet</translation>
    </message>
    <message>
        <source>还缺：{0}</source>
        <translation>Missing: {0}</translation>
    </message>
    <message>
        <source>已打印：{0}</source>
        <translation>Printed: {0}</translation>
    </message>
</context>
<context>
    <name>CasePage</name>
    <message>
        <source>办件</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>办理经过</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>还没有打开办件</source>
        <translation>No case opened yet</translation>
    </message>
    <message>
        <source>{0} 的全部办件</source>
        <translation>All cases of {0}</translation>
    </message>
    <message>
        <source>这件没有打开</source>
        <translation>This case was not opened</translation>
    </message>
    <message>
        <source>在登记簿里选一件回车，或按 Ctrl+K 查找</source>
        <translation>Choose a case in the register and press Enter, or find it with Ctrl+K</translation>
    </message>
    <message>
        <source>已记下“{0}”，现在是“{1}”</source>
        <translation>Noted “{0}”, now “{1}”</translation>
    </message>
    <message>
        <source>打印{0}</source>
        <translation>Print {0}</translation>
    </message>
    <message>
        <source>{0}。接着：{1}</source>
        <translation>{0}. Next: {1}</translation>
    </message>
    <message>
        <source>这次退还的原件（不打勾的留下）</source>
        <translation>Originals returned now (unticked ones stay)</translation>
    </message>
</context>
<context>
    <name>CatalogueFiles</name>
    <message>
        <source>导入目录</source>
        <translation>Import a catalogue</translation>
    </message>
    <message>
        <source>目录（*.xlsx *.json）</source>
        <translation>Catalogue (*.xlsx *.json)</translation>
    </message>
    <message>
        <source>已启用目录 {0}，共 {1} 项</source>
        <translation>Catalogue {0} is in force, {1} items</translation>
    </message>
    <message>
        <source>导出目录</source>
        <translation>Export the catalogue</translation>
    </message>
    <message>
        <source>工作簿（*.xlsx）</source>
        <translation>Workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>已导出目录</source>
        <translation>Catalogue exported</translation>
    </message>
    <message>
        <source>事项目录.xlsx</source>
        <translation>catalogue.xlsx</translation>
    </message>
</context>
<context>
    <name>CategoryView</name>
    <message>
        <source>类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>统计表，回车看数字背后的办件</source>
        <translation>Table; Enter shows the cases behind a number</translation>
    </message>
</context>
<context>
    <name>ChangesPanel</name>
    <message>
        <source>旧版本</source>
        <translation>Old version</translation>
    </message>
    <message>
        <source>新版本</source>
        <translation>New version</translation>
    </message>
    <message>
        <source>变化</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>启用这份目录</source>
        <translation>Put this catalogue into force</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>比较两个版本</source>
        <translation>Compare two versions</translation>
    </message>
    <message>
        <source>（现行）</source>
        <translation>(in force)</translation>
    </message>
    <message>
        <source>导入“{0}”，版本 {1}：与现行目录相比</source>
        <translation>Import “{0}”, version {1}: compared with the one in force</translation>
    </message>
    <message>
        <source>两份目录一样，没有变化。</source>
        <translation>Both catalogues are the same.</translation>
    </message>
</context>
<context>
    <name>ChoiceMenu</name>
    <message>
        <source>{0} 等 {1} 项</source>
        <translation>{0} and more, {1} in all</translation>
    </message>
</context>
<context>
    <name>Choosing</name>
    <message>
        <source>公示和指南</source>
        <translation>Posters and guides</translation>
    </message>
    <message>
        <source>哪个事项</source>
        <translation>Which item</translation>
    </message>
    <message>
        <source>预览、打印</source>
        <translation>Preview, print</translation>
    </message>
    <message>
        <source>全部事项（流程图为总流程，明白卡为空白）</source>
        <translation>All items (flow chart: the general one; leaflet: empty)</translation>
    </message>
</context>
<context>
    <name>CodeStep</name>
    <message>
        <source>在乡镇电脑上生成，只能用一次。没有网络时可先跳过，以后在“同步”里填。</source>
        <translation>Made on the township&apos;s computer, works once. Without a network skip it now and fill it in later under “Sync”.</translation>
    </message>
    <message>
        <source>乡镇给的网址和登记码</source>
        <translation>Address and enrolment code from the township</translation>
    </message>
</context>
<context>
    <name>ColumnsChoice</name>
    <message>
        <source>没有这一列</source>
        <translation>No such column</translation>
    </message>
    <message>
        <source>{0}在哪一列</source>
        <translation>Column of {0}</translation>
    </message>
</context>
<context>
    <name>ComplaintPanel</name>
    <message>
        <source>收到</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>答复期限</source>
        <translation>Answer by</translation>
    </message>
    <message>
        <source>渠道</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>投诉谁</source>
        <translation>About whom</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>投诉，回车答复</source>
        <translation>Complaints; Enter answers</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>登记投诉</source>
        <translation>Register a complaint</translation>
    </message>
    <message>
        <source>打印投诉登记与答复</source>
        <translation>Print the complaint and its answer</translation>
    </message>
    <message>
        <source>服务室</source>
        <translation>The room</translation>
    </message>
    <message>
        <source>上级已处理</source>
        <translation>Decided above</translation>
    </message>
    <message>
        <source>已答复，属实</source>
        <translation>Answered, upheld</translation>
    </message>
    <message>
        <source>已答复</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>超期未答复</source>
        <translation>Answer overdue</translation>
    </message>
    <message>
        <source>待答复</source>
        <translation>Waits for an answer</translation>
    </message>
    <message>
        <source>开箱：{0}、{1}</source>
        <translation>Box opened by {0} and {1}</translation>
    </message>
    <message>
        <source>答复（{0}）：{1}</source>
        <translation>Answer ({0}): {1}</translation>
    </message>
    <message>
        <source>上级意见：{0}</source>
        <translation>From above: {0}</translation>
    </message>
</context>
<context>
    <name>ContactsCard</name>
    <message>
        <source>最近联系</source>
        <translation>Latest contacts</translation>
    </message>
    <message>
        <source>这次开机后还没有联系过。</source>
        <translation>No contact since this start.</translation>
    </message>
</context>
<context>
    <name>Counter</name>
    <message>
        <source>这台电脑上的登记簿是从较早的备份恢复的，备份以后登记的内容可能不在里面。新受理的件已换用新的机号编号，不会与从前的重号。请对照纸质单据，缺的补登。加入了乡镇的，请告诉乡镇管理员；不要删除任何文件。</source>
        <translation>The register on this PC was put back from an older copy; what was entered after that copy may be missing. New cases are numbered under a new PC code, so no number is given twice. Please compare with the paper and enter what is missing. A room that belongs to a township tells its administrator; do not delete any file.</translation>
    </message>
    <message>
        <source>{0}。可以照常办理，新受理的件会注明时间存疑；请校准电脑的日期和时间。</source>
        <translation>{0}. Work can go on; new cases are marked as having a doubtful time. Please set the computer&apos;s date and time.</translation>
    </message>
    <message>
        <source>电脑的时间在使用中{0}</source>
        <translation>The computer&apos;s time was moved while in use ({0})</translation>
    </message>
    <message>
        <source>电脑时间比乡镇慢 {0}</source>
        <translation>The computer&apos;s time is {0} behind the township&apos;s</translation>
    </message>
    <message>
        <source>电脑时间比乡镇快 {0}</source>
        <translation>The computer&apos;s time is {0} ahead of the township&apos;s</translation>
    </message>
    <message>
        <source>{0} 分钟</source>
        <translation>{0} minutes</translation>
    </message>
    <message>
        <source>{0} 小时</source>
        <translation>{0} hours</translation>
    </message>
    <message>
        <source>{0} 天</source>
        <translation>{0} days</translation>
    </message>
</context>
<context>
    <name>DayList</name>
    <message>
        <source>申请人</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>材料或文书</source>
        <translation>Material or document</translation>
    </message>
    <message>
        <source>在哪里</source>
        <translation>Where it is</translation>
    </message>
    <message>
        <source>为什么</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>回车打开办件</source>
        <translation>Enter opens the case</translation>
    </message>
    <message>
        <source>返回  Esc</source>
        <translation>Back  Esc</translation>
    </message>
</context>
<context>
    <name>DeadlineBook</name>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>第几个工作日</source>
        <translation>Which working day</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>期限一天一天怎样算</source>
        <translation>The deadline, day by day</translation>
    </message>
    <message>
        <source>不计</source>
        <translation>not counted</translation>
    </message>
    <message>
        <source>（暂定）</source>
        <translation> (provisional)</translation>
    </message>
    <message>
        <source>单据上的承诺</source>
        <translation>Promise on the paper</translation>
    </message>
    <message>
        <source>按现在的日历算</source>
        <translation>By today&apos;s calendar</translation>
    </message>
    <message>
        <source>以这一天为准</source>
        <translation>This day binds</translation>
    </message>
    <message>
        <source>停着，没有计时</source>
        <translation>Stands still; not counting</translation>
    </message>
    <message>
        <source>延期到</source>
        <translation>Extended to</translation>
    </message>
    <message>
        <source>部门的期限</source>
        <translation>Department&apos;s limit</translation>
    </message>
    <message>
        <source>法定期限</source>
        <translation>Limit by law</translation>
    </message>
    <message>
        <source>上级答复期限</source>
        <translation>Answer from above due</translation>
    </message>
    <message>
        <source>一二三四五六日</source>
        <translation>MTWTFSS</translation>
    </message>
    <message>
        <source>{0} 周{1}</source>
        <translation>{0} {1}</translation>
    </message>
</context>
<context>
    <name>DeclinePart</name>
    <message>
        <source>不予受理的依据</source>
        <translation>Ground for not accepting</translation>
    </message>
    <message>
        <source>法律依据</source>
        <translation>Legal basis</translation>
    </message>
    <message>
        <source>应到哪里办理</source>
        <translation>Where to go</translation>
    </message>
    <message>
        <source>材料不全不是不予受理的理由：缺材料按补办件受理并一次告知。</source>
        <translation>Missing papers are no ground: accept as a case to be supplemented and tell once what is missing.</translation>
    </message>
    <message>
        <source>登记不予受理</source>
        <translation>Record as not accepted</translation>
    </message>
    <message>
        <source>不了  Esc</source>
        <translation>Leave it  Esc</translation>
    </message>
    <message>
        <source>请选一项公布的依据。</source>
        <translation>Please choose a published ground.</translation>
    </message>
</context>
<context>
    <name>DuplicatesPanel</name>
    <message>
        <source>补交材料 F6</source>
        <translation>Add papers F6</translation>
    </message>
    <message>
        <source>接着办原件 F7</source>
        <translation>Go on with the open one F7</translation>
    </message>
    <message>
        <source>另立新件的原因</source>
        <translation>Why a new case</translation>
    </message>
    <message>
        <source>另立新件 F8：写明原因</source>
        <translation>A new case F8: say why</translation>
    </message>
    <message>
        <source>同一个人的同一事项还没有办完：
{0}
{1} 受理，{2}。要怎么办？</source>
        <translation>The same person has an open case of the same item:
{0}
accepted {1}, {2}. How do you want to go on?</translation>
    </message>
</context>
<context>
    <name>DutyActs</name>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>地点、说明</source>
        <translation>Place, note</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
</context>
<context>
    <name>DutyPage</name>
    <message>
        <source>打印值班表</source>
        <translation>Print the roster</translation>
    </message>
    <message>
        <source>值班表</source>
        <translation>Roster</translation>
    </message>
    <message>
        <source>预约</source>
        <translation>Appointment</translation>
    </message>
    <message>
        <source>巡回</source>
        <translation>Tour</translation>
    </message>
    <message>
        <source>交接班</source>
        <translation>Hand over the shift</translation>
    </message>
    <message>
        <source>已交给 {0}，两人都签了字。</source>
        <translation>Handed to {0}; both have signed.</translation>
    </message>
    <message>
        <source>打印交接班记录</source>
        <translation>Print the hand-over record</translation>
    </message>
</context>
<context>
    <name>EarlierImports</name>
    <message>
        <source>以前的导入</source>
        <translation>Earlier imports</translation>
    </message>
    <message>
        <source>整批撤销</source>
        <translation>Undo the whole import</translation>
    </message>
    <message>
        <source>还没有导入过。</source>
        <translation>Nothing imported yet.</translation>
    </message>
    <message>
        <source>还没有别的记录在用时，可以整批撤销。</source>
        <translation>An import can be undone as a whole while nothing uses its records.</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>行数</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>未导入</source>
        <translation>Not imported</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>已撤销</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>在册</source>
        <translation>In the register</translation>
    </message>
    <message>
        <source>撤销这次导入的 {0} 条？</source>
        <translation>Undo the {0} records of this import?</translation>
    </message>
    <message>
        <source>群众从名单里除去，办件作废；流水里都留有记录。</source>
        <translation>Villagers leave the list, cases become void; the journal keeps them all.</translation>
    </message>
</context>
<context>
    <name>EnrolCard</name>
    <message>
        <source>加入乡镇</source>
        <translation>Join a township</translation>
    </message>
    <message>
        <source>在乡镇电脑上生成，只能用一次</source>
        <translation>Made on the township&apos;s computer, works once</translation>
    </message>
    <message>
        <source>加入</source>
        <translation>Join</translation>
    </message>
    <message>
        <source>加入前后都照常办理；加入后，有网络时自动上传。</source>
        <translation>Work goes on as before; once joined, it is sent whenever there is a network.</translation>
    </message>
    <message>
        <source>正在联系…</source>
        <translation>Contacting…</translation>
    </message>
</context>
<context>
    <name>EventForm</name>
    <message>
        <source>填写日期</source>
        <translation>Fill in the date</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>多项用顿号或分号隔开</source>
        <translation>Separate several by 、 or ;</translation>
    </message>
    <message>
        <source>（不填）</source>
        <translation>(blank)</translation>
    </message>
</context>
<context>
    <name>FaceButton</name>
    <message>
        <source>按 {0}</source>
        <translation>Press {0}</translation>
    </message>
</context>
<context>
    <name>FactsCard</name>
    <message>
        <source>哪些已经到镇里</source>
        <translation>What has reached the township</translation>
    </message>
    <message>
        <source>仅在本机</source>
        <translation>Only here</translation>
    </message>
    <message>
        <source>还没有传出去</source>
        <translation>not sent yet</translation>
    </message>
    <message>
        <source>已传到镇</source>
        <translation>At the township</translation>
    </message>
    <message>
        <source>乡镇收到了</source>
        <translation>the township has received it</translation>
    </message>
    <message>
        <source>镇已入库</source>
        <translation>Taken in</translation>
    </message>
    <message>
        <source>乡镇登记进去了</source>
        <translation>the township has entered it</translation>
    </message>
    <message>
        <source>正在同步</source>
        <translation>Synchronising</translation>
    </message>
    <message>
        <source>立即同步 {0}</source>
        <translation>Sync now {0}</translation>
    </message>
    <message>
        <source>本室还没有加入乡镇，内容都安全地存在这台电脑上。</source>
        <translation>This room has not joined a township; everything is safe on this computer.</translation>
    </message>
    <message>
        <source>已加入 {0}，还没有联系上过。</source>
        <translation>Joined {0}, no contact yet.</translation>
    </message>
    <message>
        <source>{0} · 上次联系 {1}</source>
        <translation>{0} · last contact {1}</translation>
    </message>
    <message>
        <source> · 本机时钟与镇里差 {0} 分钟，请校准</source>
        <translation> · this PC&apos;s clock is {0} minutes off the township&apos;s, please set it</translation>
    </message>
    <message>
        <source>重新登记…</source>
        <translation>Enrol again…</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>未办结</source>
        <translation>Not completed</translation>
    </message>
    <message>
        <source>状态不限</source>
        <translation>Any state</translation>
    </message>
    <message>
        <source>清除条件</source>
        <translation>Clear conditions</translation>
    </message>
    <message>
        <source>时限</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>事项 {0}  ×</source>
        <translation>Item {0}  ×</translation>
    </message>
    <message>
        <source>{0} 前到期</source>
        <translation>due before {0}</translation>
    </message>
    <message>
        <source>一位群众的件</source>
        <translation>One villager&apos;s cases</translation>
    </message>
    <message>
        <source>事项不限，可打拼音首字母</source>
        <translation>Any item; pinyin initials work</translation>
    </message>
    <message>
        <source>上级退回</source>
        <translation>Returned from above</translation>
    </message>
    <message>
        <source>{0} 至 {1} 办结</source>
        <translation>Completed from {0} to {1}</translation>
    </message>
</context>
<context>
    <name>FollowUpPanel</name>
    <message>
        <source>还有几天</source>
        <translation>Days left</translation>
    </message>
    <message>
        <source>申请人</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>评价</source>
        <translation>Rating</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>承办人</source>
        <translation>Handler</translation>
    </message>
    <message>
        <source>待回访，回车登记回访</source>
        <translation>To follow up; Enter records it</translation>
    </message>
    <message>
        <source>登记回访</source>
        <translation>Record a follow-up</translation>
    </message>
    <message>
        <source>打开办件</source>
        <translation>Open the case</translation>
    </message>
    <message>
        <source>{0} 天</source>
        <translation>{0} days</translation>
    </message>
    <message>
        <source>超期 {0} 天</source>
        <translation>{0} days late</translation>
    </message>
</context>
<context>
    <name>HandoverPanel</name>
    <message>
        <source>交什么</source>
        <translation>What to hand in</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>期限、在哪里</source>
        <translation>Limits and places</translation>
    </message>
    <message>
        <source>现在要交的，回车打开办件</source>
        <translation>To hand in now; Enter opens the case</translation>
    </message>
    <message>
        <source>两人签字交接</source>
        <translation>Hand over, both sign</translation>
    </message>
    <message>
        <source>交接记录</source>
        <translation>Hand-over records</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>交班</source>
        <translation>Handing over</translation>
    </message>
    <message>
        <source>接班</source>
        <translation>Taking over</translation>
    </message>
    <message>
        <source>交接记录，回车打印</source>
        <translation>Hand-over records; Enter prints one</translation>
    </message>
    <message>
        <source>打印交接班记录</source>
        <translation>Print the hand-over record</translation>
    </message>
    <message>
        <source>在办 {0} 件</source>
        <translation>{0} cases open</translation>
    </message>
    <message>
        <source>待送达 {0} 件</source>
        <translation>{0} to deliver</translation>
    </message>
    <message>
        <source>原件 {0} 份</source>
        <translation>{0} originals</translation>
    </message>
    <message>
        <source>代收款 {0} 笔</source>
        <translation>{0} fees held</translation>
    </message>
    <message>
        <source>待盖章 {0} 项</source>
        <translation>{0} waiting for a seal</translation>
    </message>
    <message>
        <source>未上传 {0} 条</source>
        <translation>{0} not sent</translation>
    </message>
    <message>
        <source>今天用到 {0} 号</source>
        <translation>Last number today {0}</translation>
    </message>
    <message>
        <source>在办 {0}</source>
        <translation>Open {0}</translation>
    </message>
    <message>
        <source>待送达</source>
        <translation>To deliver</translation>
    </message>
    <message>
        <source>原件</source>
        <translation>Originals</translation>
    </message>
    <message>
        <source>代收款</source>
        <translation>Fees held</translation>
    </message>
    <message>
        <source>待盖章</source>
        <translation>Waiting for a seal</translation>
    </message>
</context>
<context>
    <name>Hanging</name>
    <message>
        <source>贴在哪里</source>
        <translation>Where it hangs</translation>
    </message>
    <message>
        <source>登记的是左边选中的那一种</source>
        <translation>Records the kind chosen on the left</translation>
    </message>
    <message>
        <source>哪天撤下</source>
        <translation>Taken down on</translation>
    </message>
    <message>
        <source>如 2026-12-31，可不填</source>
        <translation>e.g. 2026-12-31; may be left empty</translation>
    </message>
    <message>
        <source>登记已贴出</source>
        <translation>Record as put up</translation>
    </message>
    <message>
        <source>登记过的公示</source>
        <translation>Recorded postings</translation>
    </message>
    <message>
        <source>登记已撤下</source>
        <translation>Record as taken down</translation>
    </message>
    <message>
        <source>还没有登记过公示。贴出以后在上面登记，才算公开。</source>
        <translation>No posting recorded yet. It counts as public once it hangs and is recorded above.</translation>
    </message>
    <message>
        <source>公示</source>
        <translation>Postings</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>贴出</source>
        <translation>Put up</translation>
    </message>
    <message>
        <source>撤下</source>
        <translation>Taken down</translation>
    </message>
    <message>
        <source>贴出以后登记</source>
        <translation>Record after putting up</translation>
    </message>
    <message>
        <source>应公开的</source>
        <translation>What must be public</translation>
    </message>
    <message>
        <source>{0} 已撤下</source>
        <translation>{0} taken down</translation>
    </message>
    <message>
        <source>该撤下了（{0}）</source>
        <translation>Due to come down ({0})</translation>
    </message>
</context>
<context>
    <name>IdLine</name>
    <message>
        <source>无证件号</source>
        <translation>No ID number</translation>
    </message>
    <message>
        <source>显示</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>遮住</source>
        <translation>Cover</translation>
    </message>
</context>
<context>
    <name>IdentityEdit</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>身份证号</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>村民小组</source>
        <translation>Villagers&apos; group</translation>
    </message>
    <message>
        <source>没有证件号的原因</source>
        <translation>Why there is no ID number</translation>
    </message>
    <message>
        <source>男</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>女</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>如：新生儿未落户</source>
        <translation>e.g. newborn, not yet registered</translation>
    </message>
    <message>
        <source>已输 {0} 位，共 18 位</source>
        <translation>{0} of 18 digits typed</translation>
    </message>
    <message>
        <source>{0}，{1} 年 {2} 月 {3} 日生</source>
        <translation>{0}, born {1}-{2}-{3}</translation>
    </message>
</context>
<context>
    <name>ImportPanel</name>
    <message>
        <source>文件的前几行</source>
        <translation>First rows of the file</translation>
    </message>
    <message>
        <source>选一个文件，先看一看，核对以后才写。</source>
        <translation>Choose a file and look first; it is written only after checking.</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>没有认出“{0}”在哪一列，请在上面选。</source>
        <translation>No column was found for “{0}”; choose it above.</translation>
    </message>
    <message>
        <source>共 {0} 行。列对不对？不对就在上面改。</source>
        <translation>{0} rows. Are the columns right? If not, change them above.</translation>
    </message>
    <message>
        <source>已导入 {0} 条，可在“以前的导入”里整批撤销。</source>
        <translation>{0} records imported; the whole can be undone under “Earlier imports”.</translation>
    </message>
    <message>
        <source>已整批撤销：群众 {0} 人，办件 {1} 件。</source>
        <translation>Undone: {0} villagers, {1} cases.</translation>
    </message>
</context>
<context>
    <name>ImportResult</name>
    <message>
        <source>没有导入的行和原因</source>
        <translation>Rows not imported, and why</translation>
    </message>
    <message>
        <source>已导入：新增 {0}，没有变化 {1}，没有导入 {2}（共 {3} 行）</source>
        <translation>Imported: {0} new, {1} unchanged, {2} not imported (of {3} rows)</translation>
    </message>
    <message>
        <source>核对完了，还没有写：将新增 {0}，没有变化 {1}，不能导入 {2}（共 {3} 行）</source>
        <translation>Checked, nothing written yet: {0} new, {1} unchanged, {2} cannot be imported (of {3} rows)</translation>
    </message>
    <message>
        <source>不能导入</source>
        <translation>Cannot be imported</translation>
    </message>
    <message>
        <source>与登记的不同</source>
        <translation>Differs from the register</translation>
    </message>
    <message>
        <source>第几行</source>
        <translation>Row number</translation>
    </message>
    <message>
        <source>怎么了</source>
        <translation>What is wrong</translation>
    </message>
    <message>
        <source>哪一项</source>
        <translation>Which field</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
</context>
<context>
    <name>ImportWays</name>
    <message>
        <source>返回名单</source>
        <translation>Back to the list</translation>
    </message>
    <message>
        <source>以前的导入</source>
        <translation>Earlier imports</translation>
    </message>
    <message>
        <source>文件和各列</source>
        <translation>File and columns</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>停下</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>导入的进度</source>
        <translation>Progress of the import</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>群众花名册</source>
        <translation>Roster of villagers</translation>
    </message>
    <message>
        <source>旧登记簿（已办结）</source>
        <translation>Old register book (completed)</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>身份证号</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>村民小组</source>
        <translation>Village group</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>小名或曾用名</source>
        <translation>Other names</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Liaison</translation>
    </message>
    <message>
        <source>无号原因</source>
        <translation>Reason for no number</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>受理日期</source>
        <translation>Accepted on</translation>
    </message>
    <message>
        <source>代办事项</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>办结日期</source>
        <translation>Completed on</translation>
    </message>
    <message>
        <source>办理结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>经办人</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>册号</source>
        <translation>Book number</translation>
    </message>
    <message>
        <source>页码</source>
        <translation>Page number</translation>
    </message>
</context>
<context>
    <name>InquiriesPage</name>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>问的是什么</source>
        <translation>What was asked</translation>
    </message>
    <message>
        <source>谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>首问</source>
        <translation>First asked</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>咨询，回车答复</source>
        <translation>Inquiries; Enter answers</translation>
    </message>
    <message>
        <source>还没有答复的</source>
        <translation>Not answered yet</translation>
    </message>
    <message>
        <source>登记咨询  Alt+N</source>
        <translation>Record an inquiry  Alt+N</translation>
    </message>
    <message>
        <source>还没有登记咨询。有人来问，按 Alt+N 登记。</source>
        <translation>No inquiry recorded yet. When somebody asks, press Alt+N.</translation>
    </message>
    <message>
        <source>答复  Alt+1</source>
        <translation>Answer  Alt+1</translation>
    </message>
    <message>
        <source>转介  Alt+2</source>
        <translation>Refer  Alt+2</translation>
    </message>
    <message>
        <source>转为受理  Alt+3</source>
        <translation>Accept as a case  Alt+3</translation>
    </message>
    <message>
        <source>不予受理  Alt+4</source>
        <translation>Do not accept  Alt+4</translation>
    </message>
    <message>
        <source>不办了  Alt+5</source>
        <translation>Withdrawn  Alt+5</translation>
    </message>
    <message>
        <source>未留名</source>
        <translation>No name given</translation>
    </message>
</context>
<context>
    <name>InquiryFacts</name>
    <message>
        <source>要办的事</source>
        <translation>Wants it done</translation>
    </message>
    <message>
        <source>只是问问</source>
        <translation>Only asks</translation>
    </message>
    <message>
        <source>不属于本室</source>
        <translation>Not for this room</translation>
    </message>
    <message>
        <source>首问责任人：{0}</source>
        <translation>First asked: {0}</translation>
    </message>
    <message>
        <source>答复：{0}</source>
        <translation>Answer: {0}</translation>
    </message>
    <message>
        <source>转介到：{0}</source>
        <translation>Referred to: {0}</translation>
    </message>
    <message>
        <source>依据：{0}</source>
        <translation>Ground: {0}</translation>
    </message>
    <message>
        <source>办件：{0}</source>
        <translation>Case: {0}</translation>
    </message>
</context>
<context>
    <name>InvitationRows</name>
    <message>
        <source>如 https://10.8.0.2:8443；也可以扫登记单上的二维码，两项一起填好。</source>
        <translation>Such as https://10.8.0.2:8443; or scan the code on the enrolment sheet, which fills both.</translation>
    </message>
    <message>
        <source>网址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>登记码</source>
        <translation>Enrolment code</translation>
    </message>
</context>
<context>
    <name>ItemList</name>
    <message>
        <source>拼音首字母、名称、别名或编码</source>
        <translation>Pinyin initials, name, other name or code</translation>
    </message>
    <message>
        <source>找事项</source>
        <translation>Find an item</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>全部类别</source>
        <translation>All categories</translation>
    </message>
    <message>
        <source>共 {0} 项</source>
        <translation>{0} items</translation>
    </message>
    <message>
        <source>（本村）</source>
        <translation> (village)</translation>
    </message>
    <message>
        <source>还没有事项目录</source>
        <translation>No catalogue yet</translation>
    </message>
    <message>
        <source>同步取得乡镇公布的目录，或用“导入”读入一份</source>
        <translation>Sync to get the township&apos;s catalogue, or import one</translation>
    </message>
</context>
<context>
    <name>ItemPicker</name>
    <message>
        <source>事项的拼音首字母、名称或编码</source>
        <translation>Pinyin initials, name or code of the item</translation>
    </message>
    <message>
        <source>找事项</source>
        <translation>Find an item</translation>
    </message>
    <message>
        <source>目录里没有“{0}”。目录外的合理诉求请选“其他”类事项</source>
        <translation>“{0}” is not in the catalogue. For a reasonable request outside it choose an “other” item</translation>
    </message>
    <message>
        <source>当日办结</source>
        <translation>Done the same day</translation>
    </message>
    <message>
        <source>{0} 个工作日</source>
        <translation>{0} working days</translation>
    </message>
    <message>
        <source>常办的在前；可打拼音首字母</source>
        <translation>Most used first; pinyin initials work</translation>
    </message>
</context>
<context>
    <name>ItemView</name>
    <message>
        <source>打印办事指南</source>
        <translation>Print the guide</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>停办</source>
        <translation>Stop serving it</translation>
    </message>
    <message>
        <source>本村（社区）自己的事项</source>
        <translation>The village&apos;s own item</translation>
    </message>
    <message>
        <source>目录 {0}</source>
        <translation>Catalogue {0}</translation>
    </message>
    <message>
        <source>{0}的全部内容</source>
        <translation>Everything about {0}</translation>
    </message>
</context>
<context>
    <name>ItemsPage</name>
    <message>
        <source>事项</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>比较版本</source>
        <translation>Compare versions</translation>
    </message>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>导入…</source>
        <translation>Import…</translation>
    </message>
    <message>
        <source>增加本村事项</source>
        <translation>Add a village item</translation>
    </message>
    <message>
        <source>还没有公布目录，没有可比较的版本</source>
        <translation>No catalogue published yet, nothing to compare</translation>
    </message>
    <message>
        <source>已保存本村事项</source>
        <translation>The village item is saved</translation>
    </message>
    <message>
        <source>停办“{0}”？</source>
        <translation>Stop serving “{0}”?</translation>
    </message>
    <message>
        <source>不再受理新的；已经受理的照常办完。</source>
        <translation>No new ones are accepted; accepted ones are finished as usual.</translation>
    </message>
    <message>
        <source>停办</source>
        <translation>Stop serving it</translation>
    </message>
</context>
<context>
    <name>KeptLine</name>
    <message>
        <source>放在哪里，如：一号抽屉</source>
        <translation>Where it is kept, e.g. drawer 1</translation>
    </message>
    <message>
        <source>原件放在哪里</source>
        <translation>Where the original is kept</translation>
    </message>
    <message>
        <source>留到</source>
        <translation>Kept until</translation>
    </message>
    <message>
        <source>原件留到哪天</source>
        <translation>Until when the original is kept</translation>
    </message>
    <message>
        <source>原件留存</source>
        <translation>Original kept</translation>
    </message>
</context>
<context>
    <name>LeftEdge</name>
    <message>
        <source>页面</source>
        <translation>Pages</translation>
    </message>
</context>
<context>
    <name>LoginPage</name>
    <message>
        <source>口令</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>再输一遍口令</source>
        <translation>PIN once more</translation>
    </message>
    <message>
        <source>再输一遍</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>进入</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>返回 Esc</source>
        <translation>Go back Esc</translation>
    </message>
    <message>
        <source>请选择您的名字</source>
        <translation>Please choose your name</translation>
    </message>
    <message>
        <source>换人值班</source>
        <translation>Hand over the counter</translation>
    </message>
    <message>
        <source>已锁屏</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>两次输入的口令不一样，请重新输入。</source>
        <translation>The two PINs differ, please type them again.</translation>
    </message>
    <message>
        <source>请输入口令，按回车进入。上下键换人。</source>
        <translation>Type the PIN and press Enter. Up and down change the person.</translation>
    </message>
    <message>
        <source>第一次在这台电脑登录：请设一个 4 到 6 位数字的口令，输两遍。</source>
        <translation>First sign-in on this computer: set a PIN of 4 to 6 digits, typed twice.</translation>
    </message>
</context>
<context>
    <name>LookSection</name>
    <message>
        <source>颜色</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>明亮</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>暗色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>高对比</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>{0} 磅</source>
        <translation>{0} pt</translation>
    </message>
    <message>
        <source>字号</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>小</source>
        <translation>Small</translation>
    </message>
    <message>
        <source>大</source>
        <translation>Large</translation>
    </message>
    <message>
        <source>语言 Language</source>
        <translation>Language 语言</translation>
    </message>
    <message>
        <source>下次启动时换</source>
        <translation>Changes at the next start</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>代办 Daiban</source>
        <translation>Daiban 代办</translation>
    </message>
</context>
<context>
    <name>MakingCard</name>
    <message>
        <source>存到</source>
        <translation>Save to</translation>
    </message>
    <message>
        <source>文件夹；文件名按期间起</source>
        <translation>Folder; the file is named by the period</translation>
    </message>
    <message>
        <source>用哪张表</source>
        <translation>Which form</translation>
    </message>
    <message>
        <source>乡镇公布了自己的表时在这里选</source>
        <translation>Forms of the township&apos;s own are chosen here</translation>
    </message>
    <message>
        <source>或自选模板</source>
        <translation>Or your own template</translation>
    </message>
    <message>
        <source>带标记的 .xlsx，可不填</source>
        <translation>.xlsx with markers; may be left empty</translation>
    </message>
    <message>
        <source>文件口令</source>
        <translation>Password of the file</translation>
    </message>
    <message>
        <source>可不填；打开工作簿时要输</source>
        <translation>May be empty; asked when the workbook is opened</translation>
    </message>
    <message>
        <source>完整证件号的用途</source>
        <translation>What whole ID numbers are for</translation>
    </message>
    <message>
        <source>不填就遮住；填了会留痕</source>
        <translation>Masked if left empty; filling it in is recorded</translation>
    </message>
    <message>
        <source>正在生成工作簿</source>
        <translation>Making the workbook</translation>
    </message>
    <message>
        <source>生成工作簿</source>
        <translation>Make the workbook</translation>
    </message>
    <message>
        <source>停下</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>报送并定下</source>
        <translation>Send and freeze</translation>
    </message>
    <message>
        <source>标准工作簿</source>
        <translation>Standard workbook</translation>
    </message>
    <message>
        <source>报送后{0}的数字不再改动，以后知道的变动列在下个月的调整里。</source>
        <translation>Once sent, the numbers of {0} do not change; later facts appear next month as adjustments.</translation>
    </message>
    <message>
        <source>工作簿</source>
        <translation>Workbook</translation>
    </message>
    <message>
        <source>报送</source>
        <translation>Send</translation>
    </message>
</context>
<context>
    <name>MandatePart</name>
    <message>
        <source>代办委托</source>
        <translation>Mandate</translation>
    </message>
    <message>
        <source>登记委托</source>
        <translation>Record a mandate</translation>
    </message>
    <message>
        <source>受托人（代申请人）</source>
        <translation>Representative</translation>
    </message>
    <message>
        <source>与申请人关系</source>
        <translation>Relation to the applicant</translation>
    </message>
    <message>
        <source>受托人身份证号</source>
        <translation>ID number of the representative</translation>
    </message>
    <message>
        <source>受托人电话</source>
        <translation>Telephone of the representative</translation>
    </message>
    <message>
        <source>委托事项</source>
        <translation>Powers</translation>
    </message>
    <message>
        <source>到哪天为止</source>
        <translation>Until which day</translation>
    </message>
    <message>
        <source>怎样签署</source>
        <translation>How it was signed</translation>
    </message>
    <message>
        <source>见证人</source>
        <translation>Witness</translation>
    </message>
    <message>
        <source>如：代交材料、代领结果</source>
        <translation>e.g. hand in papers, fetch the result</translation>
    </message>
    <message>
        <source>按指印时必填</source>
        <translation>Needed for a thumb print</translation>
    </message>
    <message>
        <source>保存委托</source>
        <translation>Save the mandate</translation>
    </message>
    <message>
        <source>不了  Esc</source>
        <translation>Leave it  Esc</translation>
    </message>
    <message>
        <source>按代申请人姓名找</source>
        <translation>Find by the representative&apos;s name</translation>
    </message>
    <message>
        <source>没有登记有效的委托</source>
        <translation>No valid mandate on record</translation>
    </message>
    <message>
        <source>撤销时</source>
        <translation>until withdrawn</translation>
    </message>
    <message>
        <source>{0}，至 {1}</source>
        <translation>{0}, until {1}</translation>
    </message>
</context>
<context>
    <name>MaterialBook</name>
    <message>
        <source>材料</source>
        <translation>Materials</translation>
    </message>
    <message>
        <source>形式</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>现在在哪里</source>
        <translation>Where it is now</translation>
    </message>
    <message>
        <source>材料，回车退还原件</source>
        <translation>Materials; Enter returns an original</translation>
    </message>
    <message>
        <source>退还</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>换地方</source>
        <translation>Move</translation>
    </message>
    <message>
        <source>留存</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>销毁复印件</source>
        <translation>Destroy copies</translation>
    </message>
    <message>
        <source>登记复印件</source>
        <translation>Record copies</translation>
    </message>
    <message>
        <source>还缺：{0}</source>
        <translation>Still missing: {0}</translation>
    </message>
    <message>
        <source>没有收到</source>
        <translation>Not received</translation>
    </message>
    <message>
        <source>告知承诺，未收原件</source>
        <translation>Undertaking given, no paper taken</translation>
    </message>
    <message>
        <source>{0} 已退还 {1}</source>
        <translation>{1} of {0} returned</translation>
    </message>
    <message>
        <source>原件已退还</source>
        <translation>Original returned</translation>
    </message>
    <message>
        <source>原件已当场退回</source>
        <translation>Original returned on the spot</translation>
    </message>
    <message>
        <source>复印件 {0} 已销毁</source>
        <translation>Copies destroyed on {0}</translation>
    </message>
    <message>
        <source>复印件在办件里</source>
        <translation>Copies in the case file</translation>
    </message>
    <message>
        <source>原件在室里</source>
        <translation>Original in the room</translation>
    </message>
    <message>
        <source>{0}，到 {1}</source>
        <translation>{0}, until {1}</translation>
    </message>
    <message>
        <source>{0}；已退 {1} 份给 {2}</source>
        <translation>{0}; {1} returned to {2}</translation>
    </message>
    <message>
        <source>未交</source>
        <translation>Not handed in</translation>
    </message>
</context>
<context>
    <name>MaterialModel</name>
    <message>
        <source>材料</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>要求</source>
        <translation>Asked for</translation>
    </message>
    <message>
        <source>形式</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>份数</source>
        <translation>Sheets</translation>
    </message>
    <message>
        <source>必要</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>可免</source>
        <translation>May be left out</translation>
    </message>
    <message>
        <source>有则交</source>
        <translation>Where there is one</translation>
    </message>
    <message>
        <source>告知承诺</source>
        <translation>Undertaking</translation>
    </message>
    <message>
        <source>已有一样</source>
        <translation>One of these is there</translation>
    </message>
    <message>
        <source>任交一样</source>
        <translation>Any one of these</translation>
    </message>
    <message>
        <source>可容缺后补</source>
        <translation>May follow later</translation>
    </message>
</context>
<context>
    <name>MaterialTable</name>
    <message>
        <source>收到的材料，空格打勾，左右键换形式，数字键填份数</source>
        <translation>Papers received: Space ticks, ← → form, digits sheets</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>关闭提示</source>
        <translation>Close this note</translation>
    </message>
    <message>
        <source>提示</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>已办</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>注意</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>未成</source>
        <translation>Not done</translation>
    </message>
</context>
<context>
    <name>ModeNeeds</name>
    <message>
        <source>哪一次巡回（组团）</source>
        <translation>Which tour (or team)</translation>
    </message>
    <message>
        <source>哪个预约</source>
        <translation>Which appointment</translation>
    </message>
    <message>
        <source>在哪里受理</source>
        <translation>Where it was accepted</translation>
    </message>
    <message>
        <source>省平台办件号</source>
        <translation>Number on the provincial platform</translation>
    </message>
    <message>
        <source>不填则按申请人住址</source>
        <translation>The applicant&apos;s address if left empty</translation>
    </message>
</context>
<context>
    <name>MoneyBook</name>
    <message>
        <source>盖章的材料</source>
        <translation>Papers to seal</translation>
    </message>
    <message>
        <source>份数</source>
        <translation>Sheets</translation>
    </message>
    <message>
        <source>批准人</source>
        <translation>Approved by</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>用章登记，回车登记结果</source>
        <translation>Seal log; Enter records the outcome</translation>
    </message>
    <message>
        <source>交给</source>
        <translation>Handed to</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>收费依据</source>
        <translation>Basis of the fee</translation>
    </message>
    <message>
        <source>代收费用，回车登记上缴</source>
        <translation>Fees taken; Enter records passing on</translation>
    </message>
    <message>
        <source>用章登记</source>
        <translation>Seal log</translation>
    </message>
    <message>
        <source>待盖章</source>
        <translation>Waiting for a seal</translation>
    </message>
    <message>
        <source>代收费用（代办本身不收费）</source>
        <translation>Fees taken for others (the service itself is free)</translation>
    </message>
    <message>
        <source>代收法定费用</source>
        <translation>Take a legal fee</translation>
    </message>
    <message>
        <source>钱还在室里</source>
        <translation>The money is still in the room</translation>
    </message>
    <message>
        <source>{0} 已上缴，票号 {1}</source>
        <translation>{0} passed on, receipt {1}</translation>
    </message>
</context>
<context>
    <name>MonthPicture</name>
    <message>
        <source>受理</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>办结</source>
        <translation>Completed</translation>
    </message>
    <message>
        <source>{0}日</source>
        <translation>day {0}</translation>
    </message>
    <message>
        <source>本月受理 {0} 件，办结 {1} 件</source>
        <translation>This month {0} accepted, {1} completed</translation>
    </message>
</context>
<context>
    <name>MonthRoster</name>
    <message>
        <source>值班表，方向键选日子，回车排班，翻页键换月</source>
        <translation>Roster; arrows choose a day, Enter adds a shift, Page keys change the month</translation>
    </message>
    <message>
        <source>一二三四五六日</source>
        <translation>MTWTFSS</translation>
    </message>
    <message>
        <source>周{0}</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>{0} 今天</source>
        <translation>{0} today</translation>
    </message>
</context>
<context>
    <name>MoreCard</name>
    <message>
        <source>本人来办则留空</source>
        <translation>Leave empty when the person came in person</translation>
    </message>
    <message>
        <source>4  办理方式</source>
        <translation>4  How</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>代申请人</source>
        <translation>Asking for someone</translation>
    </message>
    <message>
        <source>与申请人关系</source>
        <translation>Relation to the applicant</translation>
    </message>
    <message>
        <source>如：儿子</source>
        <translation>e.g. son</translation>
    </message>
    <message>
        <source>更多  {0}</source>
        <translation>More  {0}</translation>
    </message>
    <message>
        <source>行动不便，通常上门</source>
        <translation>Walks with difficulty; usually visited at home</translation>
    </message>
</context>
<context>
    <name>MoreFilters</name>
    <message>
        <source>急事或特事</source>
        <translation>Urgent or special</translation>
    </message>
    <message>
        <source>方式不限</source>
        <translation>Any way</translation>
    </message>
    <message>
        <source>缓急不限</source>
        <translation>Any urgency</translation>
    </message>
    <message>
        <source>承办人不限</source>
        <translation>Any handler</translation>
    </message>
    <message>
        <source>批次不限</source>
        <translation>Any batch</translation>
    </message>
    <message>
        <source>未录省平台</source>
        <translation>Not on the platform yet</translation>
    </message>
    <message>
        <source>待回访</source>
        <translation>To follow up</translation>
    </message>
</context>
<context>
    <name>NewerNote</name>
    <message>
        <source>这件里有更新版本的程序写的内容，本机只能看，不能改。请升级程序，升级后照常办理。</source>
        <translation>A newer program wrote something in this case: it can be looked at here, not changed. Please update the program, then go on as usual.</translation>
    </message>
    <message>
        <source>这件有 {0} 处内容是更新版本的程序写的，本机看不全，不会丢也不会被改；别的照常办理。请升级程序。</source>
        <translation>{0} entries of this case come from a newer program and are not shown whole here; nothing is lost or changed, all else goes on. Please update the program.</translation>
    </message>
    <message>
        <source>看版本和升级办法</source>
        <translation>Version and how to update</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>退格</source>
        <translation>Erase</translation>
    </message>
</context>
<context>
    <name>NumberTable</name>
    <message>
        <source>回车看背后的办件</source>
        <translation>Enter shows the cases behind it</translation>
    </message>
</context>
<context>
    <name>Office</name>
    <message>
        <source>请先登录再办理。</source>
        <translation>Please sign in first.</translation>
    </message>
</context>
<context>
    <name>OldBookPage</name>
    <message>
        <source>补录旧登记簿</source>
        <translation>Enter from the old book</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>页</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>这次补录的，回车打开</source>
        <translation>Entered now; Enter opens one</translation>
    </message>
    <message>
        <source>补录  Ctrl+回车</source>
        <translation>Enter  Ctrl+Enter</translation>
    </message>
    <message>
        <source>哪一册</source>
        <translation>Which book</translation>
    </message>
    <message>
        <source>第几页</source>
        <translation>Which page</translation>
    </message>
    <message>
        <source>第几行</source>
        <translation>Row number</translation>
    </message>
    <message>
        <source>受理日期</source>
        <translation>Accepted on</translation>
    </message>
    <message>
        <source>申请人</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>身份证号</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>村民小组</source>
        <translation>Village group</translation>
    </message>
    <message>
        <source>办什么</source>
        <translation>For what</translation>
    </message>
    <message>
        <source>办件类型</source>
        <translation>Kind of case</translation>
    </message>
    <message>
        <source>承诺日期</source>
        <translation>Promised on</translation>
    </message>
    <message>
        <source>承办人</source>
        <translation>Handler</translation>
    </message>
    <message>
        <source>办结日期</source>
        <translation>Completed on</translation>
    </message>
    <message>
        <source>办理结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>送达日期</source>
        <translation>Delivered on</translation>
    </message>
    <message>
        <source>交给谁</source>
        <translation>To whom</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>如：2024 年第一册</source>
        <translation>e.g. 2024, book 1</translation>
    </message>
    <message>
        <source>簿上没有可不填</source>
        <translation>May be empty if not in the book</translation>
    </message>
    <message>
        <source>目录里的名称，或簿上原话</source>
        <translation>Name in the catalogue, or the book&apos;s own words</translation>
    </message>
    <message>
        <source>按日期和目录定</source>
        <translation>By date and catalogue</translation>
    </message>
    <message>
        <source>我</source>
        <translation>Me</translation>
    </message>
    <message>
        <source>本人</source>
        <translation>The applicant</translation>
    </message>
    <message>
        <source>照旧登记簿抄录，日期按簿上的。补录的件不计入各项比率；未办结的会列入今日待办。</source>
        <translation>Copied from the old register with its dates. Such cases are in no rate; open ones appear on the day&apos;s list.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>已补录，编号 {0}。</source>
        <translation>Entered, number {0}.</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>正在打开登记簿…</source>
        <translation>Opening the register…</translation>
    </message>
    <message>
        <source>正在布置练习室，约需十几秒…</source>
        <translation>Filling the practice room, some ten seconds…</translation>
    </message>
    <message>
        <source>正在布置练习室…</source>
        <translation>Filling the practice room…</translation>
    </message>
    <message>
        <source>已加入乡镇，以后自动上传。</source>
        <translation>Joined the township; everything is sent by itself from now on.</translation>
    </message>
    <message>
        <source>恢复密钥单已存为 {0}，印好封存后请删除这个文件。</source>
        <translation>The recovery sheet is saved as {0}; print it, seal it, then delete this file.</translation>
    </message>
</context>
<context>
    <name>OrganisationPart</name>
    <message>
        <source>换单位</source>
        <translation>Another organisation</translation>
    </message>
    <message>
        <source>单位名称</source>
        <translation>Name of the organisation</translation>
    </message>
    <message>
        <source>统一社会信用代码</source>
        <translation>Unified social credit code</translation>
    </message>
    <message>
        <source>经办联系人</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>在办 {0} 件</source>
        <translation>{0} cases open</translation>
    </message>
    <message>
        <source>已输 {0} 位，共 18 位</source>
        <translation>{0} of 18 characters typed</translation>
    </message>
    <message>
        <source>代码校验无误</source>
        <translation>The code is right</translation>
    </message>
</context>
<context>
    <name>OrganisationPicker</name>
    <message>
        <source>单位名称、统一社会信用代码、联系人或电话</source>
        <translation>Name, unified social credit code, contact or telephone</translation>
    </message>
    <message>
        <source>找单位</source>
        <translation>Find an organisation</translation>
    </message>
    <message>
        <source>＋ 新登记“{0}”</source>
        <translation>+ Register “{0}”</translation>
    </message>
    <message>
        <source>登记簿里没有此单位时</source>
        <translation>When it is not in the register</translation>
    </message>
</context>
<context>
    <name>OutcomePanel</name>
    <message>
        <source>办件类型和承诺日期</source>
        <translation>Kind and promised date</translation>
    </message>
    <message>
        <source>承诺办结</source>
        <translation>Promised by</translation>
    </message>
    <message>
        <source>受理  Ctrl+回车</source>
        <translation>Accept  Ctrl+Enter</translation>
    </message>
    <message>
        <source>材料补齐之日起算</source>
        <translation>From the day papers are complete</translation>
    </message>
    <message>
        <source>暂定：当年放假安排还没有公布</source>
        <translation>Provisional: the holidays of that year are not published yet</translation>
    </message>
    <message>
        <source>选好申请人和事项后，这里给出办件类型、承诺日期和还缺的材料。</source>
        <translation>Once person and item are chosen, kind, promised date and missing papers stand here.</translation>
    </message>
    <message>
        <source>还缺 {0} 样材料，将一次告知</source>
        <translation>{0} papers missing, they will be named once</translation>
    </message>
</context>
<context>
    <name>OwnItemForm</name>
    <message>
        <source>编码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>大写字母、数字和横线，如 CUN-1</source>
        <translation>Capitals, digits and hyphens, e.g. CUN-1</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>承诺几个工作日</source>
        <translation>Promised working days</translation>
    </message>
    <message>
        <source>0 是当日办结</source>
        <translation>0 is the same day</translation>
    </message>
    <message>
        <source>要哪些材料</source>
        <translation>Which materials</translation>
    </message>
    <message>
        <source>一行一样；没有就不填</source>
        <translation>One on a line; leave empty if none</translation>
    </message>
    <message>
        <source>什么人可以申请</source>
        <translation>Who may apply</translation>
    </message>
    <message>
        <source>一行一条，可不填</source>
        <translation>One on a line; may be empty</translation>
    </message>
    <message>
        <source>别的叫法</source>
        <translation>Other names</translation>
    </message>
    <message>
        <source>用逗号隔开，查找时用</source>
        <translation>Separated by commas; used for finding</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>修改本村事项</source>
        <translation>Change the village item</translation>
    </message>
    <message>
        <source>增加本村事项</source>
        <translation>Add a village item</translation>
    </message>
    <message>
        <source>不存了</source>
        <translation>Do not save</translation>
    </message>
</context>
<context>
    <name>PagePictures</name>
    <message>
        <source>单据页面</source>
        <translation>Pages of the paper</translation>
    </message>
    <message>
        <source>正在生成单据…</source>
        <translation>Making the papers…</translation>
    </message>
    <message>
        <source>第 {0} 页，共 {1} 页</source>
        <translation>Page {0} of {1}</translation>
    </message>
</context>
<context>
    <name>PaperBook</name>
    <message>
        <source>可以打印的单据</source>
        <translation>Papers that can be printed</translation>
    </message>
    <message>
        <source>用处</source>
        <translation>For what</translation>
    </message>
    <message>
        <source>打过</source>
        <translation>Printed</translation>
    </message>
    <message>
        <source>可以打印的单据，回车预览</source>
        <translation>Papers that can be printed; Enter shows a preview</translation>
    </message>
    <message>
        <source>打印时间</source>
        <translation>Printed at</translation>
    </message>
    <message>
        <source>单据</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>谁、到哪里</source>
        <translation>Who, where to</translation>
    </message>
    <message>
        <source>打印记录</source>
        <translation>Prints</translation>
    </message>
    <message>
        <source>{0} 次</source>
        <translation>{0} times</translation>
    </message>
    <message>
        <source>（补打，第 {0} 次）</source>
        <translation> (reprint no. {0})</translation>
    </message>
</context>
<context>
    <name>PaperCard</name>
    <message>
        <source>单据</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>打印机</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>版式</source>
        <translation>Layout</translation>
    </message>
    <message>
        <source>份数</source>
        <translation>Sheets</translation>
    </message>
    <message>
        <source>纸盒</source>
        <translation>Tray</translation>
    </message>
    <message>
        <source>空着就用打印机自己的</source>
        <translation>The printer&apos;s own if left empty</translation>
    </message>
    <message>
        <source>右移（毫米）</source>
        <translation>Right (mm)</translation>
    </message>
    <message>
        <source>下移（毫米）</source>
        <translation>Down (mm)</translation>
    </message>
    <message>
        <source>比例</source>
        <translation>Scale</translation>
    </message>
    <message>
        <source>每种单据怎么印</source>
        <translation>How each paper is printed</translation>
    </message>
    <message>
        <source>保存这种单据的印法</source>
        <translation>Save how this paper is printed</translation>
    </message>
    <message>
        <source>系统默认打印机</source>
        <translation>The system&apos;s default printer</translation>
    </message>
    <message>
        <source>通常的版式</source>
        <translation>Usual layout</translation>
    </message>
    <message>
        <source>已保存，以后“{0}”都这样印。</source>
        <translation>Saved; “{0}” is printed like this from now on.</translation>
    </message>
</context>
<context>
    <name>PaperPreview</name>
    <message>
        <source>单据预览</source>
        <translation>Paper preview</translation>
    </message>
    <message>
        <source>存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>已存为 {0}</source>
        <translation>Saved as {0}</translation>
    </message>
    <message>
        <source>这台电脑上没有找到打印机</source>
        <translation>No printer found on this computer</translation>
    </message>
    <message>
        <source>{0}：{1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>没有找到打印机，可先存为 PDF。</source>
        <translation>No printer found; save as PDF for now.</translation>
    </message>
    <message>
        <source>已存为 {0}，证件号已隐去中间。</source>
        <translation>Saved as {0}, ID numbers masked.</translation>
    </message>
    <message>
        <source>打印队列</source>
        <translation>Print queue</translation>
    </message>
    <message>
        <source>。纸打出来了吗？</source>
        <translation>. Did the paper come out?</translation>
    </message>
    <message>
        <source>回答</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>存为可发微信的图片</source>
        <translation>Save as a picture to send</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>材料接收单</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>代办联系卡</source>
        <translation>Contact card</translation>
    </message>
    <message>
        <source>登记本（三联）</source>
        <translation>Register slip (three parts)</translation>
    </message>
</context>
<context>
    <name>PapersCard</name>
    <message>
        <source>3  收材料</source>
        <translation>3  Papers</translation>
    </message>
    <message>
        <source>空格 打勾
← → 换形式
数字 改份数
A 全部收齐</source>
        <translation>Space ticks
← → form
Digits sheets
A all received</translation>
    </message>
    <message>
        <source>这个事项不收材料。</source>
        <translation>This item needs no papers.</translation>
    </message>
    <message>
        <source>选好事项后，这里列出要收的材料。</source>
        <translation>Once an item is chosen, its papers are listed here.</translation>
    </message>
    <message>
        <source>
C 告知承诺</source>
        <translation>
C undertaking</translation>
    </message>
</context>
<context>
    <name>PassphraseCard</name>
    <message>
        <source>备份口令</source>
        <translation>Backup passphrase</translation>
    </message>
    <message>
        <source>新的备份口令</source>
        <translation>New backup passphrase</translation>
    </message>
    <message>
        <source>至少 8 个字。备份文件用它加密，恢复时要输；请抄在纸上锁进柜子。</source>
        <translation>At least 8 characters. The backup is encrypted with it and restoring asks for it; write it down and lock it away.</translation>
    </message>
    <message>
        <source>再输一遍</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>这台电脑没有系统密码库：打开登记簿用的也是这个口令，改了以后下次启动要输新的。</source>
        <translation>This PC has no credential store: the same passphrase opens the register. Once changed, the next start asks for the new one.</translation>
    </message>
    <message>
        <source>设好备份口令</source>
        <translation>Set the backup passphrase</translation>
    </message>
    <message>
        <source>两次输入的口令不一样。</source>
        <translation>The two PINs differ.</translation>
    </message>
    <message>
        <source>备份口令已设好。</source>
        <translation>The backup passphrase is set.</translation>
    </message>
</context>
<context>
    <name>PassphrasePage</name>
    <message>
        <source>登记簿口令</source>
        <translation>Register passphrase</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>打开登记簿</source>
        <translation>Open the register</translation>
    </message>
    <message>
        <source>这台电脑没有系统密码库，登记簿用设置时约定的口令加密。忘了口令，可以输恢复密钥单上的密钥。</source>
        <translation>This PC has no credential store; the register is encrypted with the passphrase chosen at set-up. If it is forgotten, type the key of the recovery sheet.</translation>
    </message>
</context>
<context>
    <name>PassphraseStep</name>
    <message>
        <source>约定登记簿口令</source>
        <translation>Agree on a register passphrase</translation>
    </message>
    <message>
        <source>登记簿口令</source>
        <translation>Register passphrase</translation>
    </message>
    <message>
        <source>再输一遍登记簿口令</source>
        <translation>Register passphrase once more</translation>
    </message>
    <message>
        <source>口令至少 8 个字。</source>
        <translation>The passphrase has at least 8 characters.</translation>
    </message>
    <message>
        <source>两次输入的口令不一样。</source>
        <translation>The two PINs differ.</translation>
    </message>
    <message>
        <source>这台电脑没有系统密码库，登记簿要用口令加密，每次启动都要输。至少 8 个字；请抄在纸上锁进柜子；忘了，就只有恢复密钥单能打开。</source>
        <translation>This PC has no credential store: the register needs a passphrase at each start, at least 8 characters. Write it down and lock it away; if it is forgotten, only the recovery sheet opens the register.</translation>
    </message>
</context>
<context>
    <name>PathRow</name>
    <message>
        <source>选择…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>选择：{0}</source>
        <translation>Choose: {0}</translation>
    </message>
</context>
<context>
    <name>PeriodBar</name>
    <message>
        <source>报表的期间</source>
        <translation>Period of the report</translation>
    </message>
    <message>
        <source>月</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>季度</source>
        <translation>Quarter</translation>
    </message>
    <message>
        <source>半年</source>
        <translation>Half-year</translation>
    </message>
    <message>
        <source>全年</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>上一期</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>下一期</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>PersonList</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>小组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>证件尾号</source>
        <translation>End of the ID number</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>名单，回车受理</source>
        <translation>List; Enter accepts</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>还没有批次。旺季一个事项多人办，按 Alt+N 开一批。</source>
        <translation>No batch yet. In the busy season one item is done for many: Alt+N opens a batch.</translation>
    </message>
    <message>
        <source>选中的人标为</source>
        <translation>Mark the chosen as</translation>
    </message>
</context>
<context>
    <name>PersonPanel</name>
    <message>
        <source>选一位群众</source>
        <translation>Choose a villager</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>为此人受理</source>
        <translation>Accept for this person</translation>
    </message>
    <message>
        <source>保存  Ctrl+回车</source>
        <translation>Save  Ctrl+Enter</translation>
    </message>
    <message>
        <source>不保存</source>
        <translation>Don&apos;t save</translation>
    </message>
    <message>
        <source>{0}岁</source>
        <translation>{0} years</translation>
    </message>
    <message>
        <source>证件号</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>性别年龄</source>
        <translation>Sex, age</translation>
    </message>
    <message>
        <source>村民小组</source>
        <translation>Villagers&apos; group</translation>
    </message>
    <message>
        <source>登记群众</source>
        <translation>Enter a villager</translation>
    </message>
    <message>
        <source>修改群众信息</source>
        <translation>Change a villager&apos;s details</translation>
    </message>
    <message>
        <source>确是两人同号时，写明另行登记的原因</source>
        <translation>If two people really share it, say why a new one is entered</translation>
    </message>
    <message>
        <source>左边打几个字母查找，或登记新群众</source>
        <translation>Type a few letters on the left, or enter a new villager</translation>
    </message>
    <message>
        <source>同一证件号还登记着：{0}。请对照户口簿，改正号码填错的那一位。</source>
        <translation>The same ID number is also entered for: {0}. Compare with the household booklet and correct the wrong one.</translation>
    </message>
    <message>
        <source>更多资料</source>
        <translation>More about the person</translation>
    </message>
    <message>
        <source>{0} 去世</source>
        <translation>Died {0}</translation>
    </message>
    <message>
        <source>标签：{0}</source>
        <translation>Tags: {0}</translation>
    </message>
    <message>
        <source>又名：{0}</source>
        <translation>Also called: {0}</translation>
    </message>
    <message>
        <source>住址：{0}</source>
        <translation>Address: {0}</translation>
    </message>
    <message>
        <source>联络员：{0}</source>
        <translation>Liaison: {0}</translation>
    </message>
    <message>
        <source>联系办法：{0}</source>
        <translation>Reached by: {0}</translation>
    </message>
</context>
<context>
    <name>PicturesView</name>
    <message>
        <source>受理</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>办结</source>
        <translation>Completed</translation>
    </message>
    <message>
        <source>受理与办结</source>
        <translation>Accepted and completed</translation>
    </message>
    <message>
        <source>按类别</source>
        <translation>By category</translation>
    </message>
    <message>
        <source>按期、满意、在办、超期</source>
        <translation>On time, satisfied, open, overdue</translation>
    </message>
    <message>
        <source>最忙的事项</source>
        <translation>Busiest items</translation>
    </message>
    <message>
        <source>最忙的时段</source>
        <translation>Busiest hours</translation>
    </message>
    <message>
        <source>{0}时</source>
        <translation>{0} h</translation>
    </message>
    <message>
        <source>{0}日</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>{0}月</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>按期兑现</source>
        <translation>Kept the promise</translation>
    </message>
    <message>
        <source>群众满意</source>
        <translation>Satisfied</translation>
    </message>
    <message>
        <source>参加评价</source>
        <translation>Took part in rating</translation>
    </message>
    <message>
        <source>期末在办</source>
        <translation>Open at the end</translation>
    </message>
    <message>
        <source>超期未办结</source>
        <translation>Overdue and open</translation>
    </message>
    <message>
        <source>逾期办结</source>
        <translation>Completed late</translation>
    </message>
    <message>
        <source>延期</source>
        <translation>Extended</translation>
    </message>
</context>
<context>
    <name>PlatformBook</name>
    <message>
        <source>按平台填写的顺序：回车复制这一项并到下一项，数字键复制对应的一项。</source>
        <translation>In the platform&apos;s order: Enter copies a field and goes to the next, number keys copy theirs.</translation>
    </message>
    <message>
        <source>键</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>平台的栏目</source>
        <translation>Field of the platform</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>省平台各栏，回车复制</source>
        <translation>Fields of the platform; Enter copies</translation>
    </message>
    <message>
        <source>录入省平台办件号</source>
        <translation>Enter the platform&apos;s number</translation>
    </message>
    <message>
        <source>已复制“{0}”</source>
        <translation>“{0}” copied</translation>
    </message>
    <message>
        <source>“{0}”没有内容</source>
        <translation>“{0}” is empty</translation>
    </message>
</context>
<context>
    <name>PostingsPage</name>
    <message>
        <source>日期写成年-月-日，如 2026-12-31。</source>
        <translation>Write the date as year-month-day, e.g. 2026-12-31.</translation>
    </message>
    <message>
        <source>已登记：{0} 贴在{1}。</source>
        <translation>Recorded: {0} hangs at {1}.</translation>
    </message>
    <message>
        <source>已登记撤下：{0}。</source>
        <translation>Recorded as taken down: {0}.</translation>
    </message>
</context>
<context>
    <name>PostsCard</name>
    <message>
        <source>负责人（站长）</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>日常管理人</source>
        <translation>Daily manager</translation>
    </message>
    <message>
        <source>监督投诉电话</source>
        <translation>Complaint telephone</translation>
    </message>
    <message>
        <source>公示在公示栏上</source>
        <translation>Shown on the board</translation>
    </message>
    <message>
        <source>一二三四五六日</source>
        <translation>MTWTFSS</translation>
    </message>
    <message>
        <source>周{0}</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>有意见箱（举报箱）</source>
        <translation>There is a suggestion box</translation>
    </message>
    <message>
        <source>已挂牌</source>
        <translation>The sign is up</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>（还没有定）</source>
        <translation>(not decided)</translation>
    </message>
    <message>
        <source>乡镇的业务对接人：{0}</source>
        <translation>The township&apos;s counterpart: {0}</translation>
    </message>
    <message>
        <source>已保存，公示和报表按新的内容。</source>
        <translation>Saved; postings and reports use it from now on.</translation>
    </message>
    <message>
        <source>负责和监督</source>
        <translation>Heads and supervision</translation>
    </message>
    <message>
        <source>开放日（都不勾是每个工作日）</source>
        <translation>Open days (every working day if none is ticked)</translation>
    </message>
    <message>
        <source>对经办人的称呼</source>
        <translation>What agents are called</translation>
    </message>
    <message>
        <source>单据和公示上的用词</source>
        <translation>Word on papers and postings</translation>
    </message>
    <message>
        <source>代办员，代办</source>
        <translation>代办员, 代办</translation>
    </message>
    <message>
        <source>代理员，代理</source>
        <translation>代理员, 代理</translation>
    </message>
</context>
<context>
    <name>PreviewFoot</name>
    <message>
        <source>版式</source>
        <translation>Layout</translation>
    </message>
    <message>
        <source> 份</source>
        <translation> copies</translation>
    </message>
    <message>
        <source>份数</source>
        <translation>Sheets</translation>
    </message>
    <message>
        <source>存为图片</source>
        <translation>Save as a picture</translation>
    </message>
    <message>
        <source>可发微信的图片：证件号隐去中间，印有“仅供查看”</source>
        <translation>A picture to send: ID numbers masked, marked “for viewing only”</translation>
    </message>
    <message>
        <source>存为 PDF  Ctrl+S</source>
        <translation>Save as PDF  Ctrl+S</translation>
    </message>
    <message>
        <source>打印  Ctrl+P</source>
        <translation>Print  Ctrl+P</translation>
    </message>
    <message>
        <source>共 {0} 页</source>
        <translation>{0} pages</translation>
    </message>
    <message>
        <source>第 {0} 次打印</source>
        <translation>Print no. {0}</translation>
    </message>
    <message>
        <source>通常的版式</source>
        <translation>Usual layout</translation>
    </message>
</context>
<context>
    <name>PreviewHead</name>
    <message>
        <source>缩小</source>
        <translation>Smaller</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Larger</translation>
    </message>
</context>
<context>
    <name>PrinterChoice</name>
    <message>
        <source>打印机</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>系统默认（{0}）</source>
        <translation>System default ({0})</translation>
    </message>
</context>
<context>
    <name>PrinterFact</name>
    <message>
        <source>打印机：正在查看</source>
        <translation>Printer: looking</translation>
    </message>
    <message>
        <source>打印机：{0} 就绪</source>
        <translation>Printer: {0} ready</translation>
    </message>
    <message>
        <source>打印机：{0}</source>
        <translation>Printer: {0}</translation>
    </message>
    <message>
        <source>打印机：{0} 没有连上</source>
        <translation>Printer: {0} not connected</translation>
    </message>
    <message>
        <source>打印机：没有找到，可存为文件</source>
        <translation>Printer: none found, save as a file</translation>
    </message>
    <message>
        <source>打印机：{0} 张没有印出</source>
        <translation>Printer: {0} papers not printed</translation>
    </message>
    <message>
        <source>打印机：{0} 张打出来了吗？</source>
        <translation>Printer: did {0} papers come out?</translation>
    </message>
    <message>
        <source>打印机：{0} 张在队列里</source>
        <translation>Printer: {0} papers in the queue</translation>
    </message>
</context>
<context>
    <name>PrinterListCard</name>
    <message>
        <source>打印机</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>正在查找打印机…</source>
        <translation>Looking for printers…</translation>
    </message>
    <message>
        <source>重新查找打印机</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>添加打印机：种类</source>
        <translation>Add a printer: kind</translation>
    </message>
    <message>
        <source>名字</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>自己起的，如 小票机</source>
        <translation>Your own, e.g. receipt printer</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>小票纸宽</source>
        <translation>Roll width</translation>
    </message>
    <message>
        <source>添加</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>如 192.168.1.50</source>
        <translation>e.g. 192.168.1.50</translation>
    </message>
    <message>
        <source>找到 {0} 台打印机。</source>
        <translation>{0} printers found.</translation>
    </message>
    <message>
        <source>这台电脑还没有装打印机；单据可以先存成文件。</source>
        <translation>This PC has no printer; papers can be saved as files.</translation>
    </message>
    <message>
        <source>热敏小票机（网络）</source>
        <translation>Thermal receipt printer (network)</translation>
    </message>
    <message>
        <source>热敏小票机（直连）</source>
        <translation>Thermal receipt printer (direct)</translation>
    </message>
    <message>
        <source>如 /dev/usb/lp0</source>
        <translation>e.g. /dev/usb/lp0</translation>
    </message>
    <message>
        <source>24针打印机（连续纸）</source>
        <translation>24-pin printer (continuous paper)</translation>
    </message>
    <message>
        <source>系统里打印机的名字</source>
        <translation>The printer&apos;s name in the system</translation>
    </message>
    <message>
        <source>存为PDF的文件夹</source>
        <translation>Folder for PDF files</translation>
    </message>
    <message>
        <source>文件夹的位置</source>
        <translation>Place of the folder</translation>
    </message>
    <message>
        <source>{0} 毫米</source>
        <translation>{0} mm</translation>
    </message>
    <message>
        <source>系统默认</source>
        <translation>System default</translation>
    </message>
    <message>
        <source>测试页</source>
        <translation>Test page</translation>
    </message>
    <message>
        <source>去掉</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>正在送测试页…</source>
        <translation>Sending the test page…</translation>
    </message>
    <message>
        <source>测试页：{0}</source>
        <translation>Test page: {0}</translation>
    </message>
    <message>
        <source>已添加“{0}”，可以印一张测试页。</source>
        <translation>“{0}” added; print a test page.</translation>
    </message>
</context>
<context>
    <name>PrintersSection</name>
    <message>
        <source>先在屏幕上看，再决定</source>
        <translation>Look at them on screen first</translation>
    </message>
    <message>
        <source>三张单据直接打印</source>
        <translation>Print all three papers at once</translation>
    </message>
    <message>
        <source>什么也不做</source>
        <translation>Do nothing</translation>
    </message>
    <message>
        <source>受理以后</source>
        <translation>After accepting</translation>
    </message>
    <message>
        <source>单据</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>打印队列</source>
        <translation>Print queue</translation>
    </message>
</context>
<context>
    <name>ProblemsCard</name>
    <message>
        <source>需处理</source>
        <translation>To settle</translation>
    </message>
    <message>
        <source>没有要处理的。</source>
        <translation>Nothing to settle.</translation>
    </message>
    <message>
        <source>打开这件</source>
        <translation>Open this case</translation>
    </message>
    <message>
        <source>现在是“{0}”，没有采用的是“{1}”。</source>
        <translation>Now “{0}”; not taken: “{1}”.</translation>
    </message>
    <message>
        <source>现在是“{0}”。</source>
        <translation>Now “{0}”.</translation>
    </message>
    <message>
        <source>用没有采用的</source>
        <translation>Use the one not taken</translation>
    </message>
    <message>
        <source>再同步一次</source>
        <translation>Sync again</translation>
    </message>
    <message>
        <source>重新登记…</source>
        <translation>Enrol again…</translation>
    </message>
    <message>
        <source>看版本和升级办法</source>
        <translation>Version and how to update</translation>
    </message>
    <message>
        <source>不改了</source>
        <translation>Leave as it is</translation>
    </message>
    <message>
        <source>改好再发…</source>
        <translation>Put right and send again…</translation>
    </message>
</context>
<context>
    <name>PullPage</name>
    <message>
        <source>正在取回本室的登记簿</source>
        <translation>Bringing the room&apos;s register back</translation>
    </message>
    <message>
        <source>正在联系乡镇…</source>
        <translation>Asking the township…</translation>
    </message>
    <message>
        <source>可以随时停下或关机：取回的都留着，下次接着取。取完以前还不能办理。</source>
        <translation>You may stop or switch off at any time: what came stays, and the rest follows next time. Work begins when all of it is here.</translation>
    </message>
    <message>
        <source>先停下</source>
        <translation>Stop for now</translation>
    </message>
    <message>
        <source>接着取</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>知道了，去登录</source>
        <translation>Understood, sign in</translation>
    </message>
    <message>
        <source>已取回 {0} / {1} 条</source>
        <translation>{0} of {1} lines are here</translation>
    </message>
    <message>
        <source>登记簿还没有取完</source>
        <translation>The register is not all here yet</translation>
    </message>
    <message>
        <source>“{0}”的登记簿已取回</source>
        <translation>The register of “{0}” is back</translation>
    </message>
    <message>
        <source>共 {0} 条记录，{1} 件办件。</source>
        <translation>{0} lines, {1} cases. </translation>
    </message>
    <message>
        <source>最后一件是 {0}，{1} 受理。</source>
        <translation>The newest case is {0}, accepted on {1}.</translation>
    </message>
    <message>
        <source>原来那台电脑没来得及上传的件不在里面：请对照纸质单据，缺的补登。新收的件从电脑代号 {0} 起编号，和以前的号不会重。每位代办员第一次登录时重新设口令。</source>
        <translation>Cases that the former computer never sent are not among them: compare with the paper slips and enter what is missing. New cases are numbered under PC code {0} and never repeat an earlier number. Each agent sets a PIN again at the first sign-in.</translation>
    </message>
</context>
<context>
    <name>QueueCard</name>
    <message>
        <source>正在读取打印队列…</source>
        <translation>Reading the print queue…</translation>
    </message>
    <message>
        <source>打印队列</source>
        <translation>Print queue</translation>
    </message>
    <message>
        <source>没有等着打印的单据。</source>
        <translation>No paper waits to be printed.</translation>
    </message>
    <message>
        <source>{0} 张单据还没有确定印出来。</source>
        <translation>{0} papers are not known to be printed.</translation>
    </message>
    <message>
        <source>。纸打出来了吗？</source>
        <translation>. Did the paper come out?</translation>
    </message>
    <message>
        <source>打出来了</source>
        <translation>It came out</translation>
    </message>
    <message>
        <source>没有打出来</source>
        <translation>It did not</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>再送一次</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>正在办理…</source>
        <translation>Working…</translation>
    </message>
</context>
<context>
    <name>QueueWindow</name>
    <message>
        <source>打印队列</source>
        <translation>Print queue</translation>
    </message>
    <message>
        <source>打印机设置</source>
        <translation>Printer settings</translation>
    </message>
    <message>
        <source>关闭  Esc</source>
        <translation>Close  Esc</translation>
    </message>
</context>
<context>
    <name>RareCard</name>
    <message>
        <source>更多填写项</source>
        <translation>More fields</translation>
    </message>
    <message>
        <source>依法不予受理…</source>
        <translation>Not accepted by law…</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>一般的件不用填这里</source>
        <translation>Not needed for ordinary cases</translation>
    </message>
    <message>
        <source>缓急</source>
        <translation>Urgency</translation>
    </message>
    <message>
        <source>为什么急办</source>
        <translation>Why it is urgent</translation>
    </message>
    <message>
        <source>谁批准急办</source>
        <translation>Who approves</translation>
    </message>
    <message>
        <source>办件类型</source>
        <translation>Kind of case</translation>
    </message>
    <message>
        <source>改类型的原因</source>
        <translation>Why another kind</translation>
    </message>
    <message>
        <source>由谁受理</source>
        <translation>Accepted by</translation>
    </message>
    <message>
        <source>代办类别</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>代办程度</source>
        <translation>Kind of help</translation>
    </message>
    <message>
        <source>纸面单据的预留号</source>
        <translation>Reserved number of the paper slip</translation>
    </message>
    <message>
        <source>纸面日期</source>
        <translation>Date on the paper</translation>
    </message>
    <message>
        <source>重点项目名称</source>
        <translation>Name of the key project</translation>
    </message>
    <message>
        <source>牵头单位</source>
        <translation>Lead department</translation>
    </message>
    <message>
        <source>项目专员</source>
        <translation>Case manager</translation>
    </message>
    <message>
        <source>一般</source>
        <translation>Ordinary</translation>
    </message>
    <message>
        <source>按目录定</source>
        <translation>By the catalogue</translation>
    </message>
    <message>
        <source>我</source>
        <translation>Me</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>None</translation>
    </message>
    <message>
        <source>事务代办</source>
        <translation>Affairs</translation>
    </message>
    <message>
        <source>代办</source>
        <translation>Done for them</translation>
    </message>
    <message>
        <source>停电、下村时手写的单据</source>
        <translation>A slip written by hand in a power cut or in the village</translation>
    </message>
    <message>
        <source>按目录：{0}</source>
        <translation>By the catalogue: {0}</translation>
    </message>
</context>
<context>
    <name>RatesView</name>
    <message>
        <source>指标</source>
        <translation>Figure</translation>
    </message>
    <message>
        <source>分子</source>
        <translation>Numerator</translation>
    </message>
    <message>
        <source>分母</source>
        <translation>Denominator</translation>
    </message>
    <message>
        <source>比率</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>口径与说明</source>
        <translation>Definition and note</translation>
    </message>
    <message>
        <source>六率和五零，回车看数字背后的办件</source>
        <translation>Six rates and five zeros; Enter shows the cases behind a number</translation>
    </message>
    <message>
        <source>{0}（{1}）</source>
        <translation>{0} ({1})</translation>
    </message>
    <message>
        <source>报送 {0}，已调整 {1}，现在 {2}</source>
        <translation>Sent {0}, adjusted {1}, now {2}</translation>
    </message>
    <message>
        <source>调整 {0} {1}</source>
        <translation>Adjustment {0} {1}</translation>
    </message>
    <message>
        <source>咨询 {0} 次，超过1个工作日未答复 {1} 件。带下划线的数字按回车看背后的办件。</source>
        <translation>{0} inquiries, {1} unanswered for over a working day. Enter on an underlined number shows the cases behind it.</translation>
    </message>
</context>
<context>
    <name>RatingMode</name>
    <message>
        <source>请您评价</source>
        <translation>Please rate us</translation>
    </message>
    <message>
        <source>工作人员口令</source>
        <translation>PIN of the staff</translation>
    </message>
    <message>
        <source>请选一个原因，或写几个字，我们好改进。</source>
        <translation>Please choose a reason or write a few words, so that we can do better.</translation>
    </message>
    <message>
        <source>工作人员返回</source>
        <translation>Back for staff</translation>
    </message>
    <message>
        <source>您对这次代办满意吗？</source>
        <translation>How satisfied are you with this service?</translation>
    </message>
    <message>
        <source>请您自己点一个，或按数字键 1 到 5</source>
        <translation>Choose for yourself, or press 1 to 5</translation>
    </message>
    <message>
        <source>返回柜台</source>
        <translation>Back to the counter</translation>
    </message>
    <message>
        <source>继续评价</source>
        <translation>Go on rating</translation>
    </message>
    <message>
        <source>谢谢您！</source>
        <translation>Thank you!</translation>
    </message>
    <message>
        <source>您的评价已经记下，请把鼠标交还工作人员。</source>
        <translation>Your rating is recorded; please hand the mouse back.</translation>
    </message>
</context>
<context>
    <name>RatingReason</name>
    <message>
        <source>也可以自己写</source>
        <translation>Or write it yourself</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>哪里没有做好？请告诉我们</source>
        <translation>What was not good? Please tell us</translation>
    </message>
    <message>
        <source>就这样</source>
        <translation>That is all</translation>
    </message>
    <message>
        <source>重新选</source>
        <translation>Choose again</translation>
    </message>
    <message>
        <source>您选的是“{0}”</source>
        <translation>You chose “{0}”</translation>
    </message>
    <message>
        <source>时间太长</source>
        <translation>It took too long</translation>
    </message>
    <message>
        <source>多跑了路</source>
        <translation>Had to come again</translation>
    </message>
    <message>
        <source>态度不好</source>
        <translation>Unfriendly</translation>
    </message>
    <message>
        <source>没有说清楚</source>
        <translation>Not explained well</translation>
    </message>
    <message>
        <source>事情没有办成</source>
        <translation>It was not done</translation>
    </message>
</context>
<context>
    <name>RatingsPage</name>
    <message>
        <source>待回访</source>
        <translation>To follow up</translation>
    </message>
    <message>
        <source>投诉</source>
        <translation>Complaints</translation>
    </message>
    <message>
        <source>意见簿</source>
        <translation>Suggestions</translation>
    </message>
</context>
<context>
    <name>RecordsCard</name>
    <message>
        <source>此人的办件，回车打开</source>
        <translation>Cases of this person; Enter opens one</translation>
    </message>
    <message>
        <source>同户的人，回车看此人</source>
        <translation>People of the household; Enter shows one</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>是谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>哪天</source>
        <translation>Which day</translation>
    </message>
    <message>
        <source>改了什么</source>
        <translation>What changed</translation>
    </message>
    <message>
        <source>谁改的</source>
        <translation>Who changed it</translation>
    </message>
    <message>
        <source>变更记录</source>
        <translation>History of changes</translation>
    </message>
    <message>
        <source>还没有办过事。</source>
        <translation>No cases yet.</translation>
    </message>
    <message>
        <source>登记以后没有改过。</source>
        <translation>Not changed since it was registered.</translation>
    </message>
    <message>
        <source>编辑这一户</source>
        <translation>Edit the household</translation>
    </message>
    <message>
        <source>办件</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>此人的记录，左右键换</source>
        <translation>Records of this person; left and right change</translation>
    </message>
    <message>
        <source>还没有登记是哪一户。</source>
        <translation>No household recorded yet.</translation>
    </message>
    <message>
        <source>户主：{0}</source>
        <translation>Head: {0}</translation>
    </message>
    <message>
        <source>户口簿 {0}</source>
        <translation>Booklet {0}</translation>
    </message>
    <message>
        <source>户主</source>
        <translation>Head</translation>
    </message>
</context>
<context>
    <name>RecoveryCard</name>
    <message>
        <source>恢复密钥单</source>
        <translation>Recovery sheet</translation>
    </message>
    <message>
        <source>打印新的恢复密钥单</source>
        <translation>Print a new recovery sheet</translation>
    </message>
    <message>
        <source>存成 PDF…</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <source>电脑坏了或忘了口令，这张纸上的密钥能打开登记簿和备份。密钥只印在纸上，程序不留底；请封好锁进保险柜。</source>
        <translation>If the PC breaks or the passphrase is forgotten, the key on this sheet opens the register and its backups. It stands on the paper only; seal it and lock it in the safe.</translation>
    </message>
    <message>
        <source>已经有一张。再做一张以后，新做的备份只认新单，旧单只能打开以前的备份。</source>
        <translation>There is one already. After a new one is made, new backups open only with the new sheet, the old sheet only earlier backups.</translation>
    </message>
    <message>
        <source>还没有做过。</source>
        <translation>None made yet.</translation>
    </message>
    <message>
        <source>已存为 {0}，印好封存后请删除这个文件。</source>
        <translation>Saved as {0}; print it, seal it, then delete this file.</translation>
    </message>
</context>
<context>
    <name>RecoveryStep</name>
    <message>
        <source>恢复密钥单放进保险柜</source>
        <translation>Put the recovery sheet into the safe</translation>
    </message>
    <message>
        <source>建好就打印一张（用系统默认的打印机）</source>
        <translation>Print one when done (on the system&apos;s default printer)</translation>
    </message>
    <message>
        <source>存成 PDF，自己打印，印好就删掉</source>
        <translation>Save as PDF, print it yourself and delete it</translation>
    </message>
    <message>
        <source>以后再做（设置里的“安全”）</source>
        <translation>Later (Settings, Security)</translation>
    </message>
    <message>
        <source>电脑坏了或忘了口令，只有这张纸上的密钥能打开登记簿和备份。密钥只在纸上，程序不留底。</source>
        <translation>If the PC breaks or the passphrase is forgotten, only the key on this sheet opens the register and its backups. It stands on the paper only.</translation>
    </message>
    <message>
        <source>存到哪个文件夹</source>
        <translation>Save to which folder</translation>
    </message>
    <message>
        <source>请选一个文件夹。</source>
        <translation>Please choose a folder.</translation>
    </message>
</context>
<context>
    <name>RegisterPage</name>
    <message>
        <source>登记簿</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>显示列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>姓名打星</source>
        <translation>Star names</translation>
    </message>
    <message>
        <source>↑ ↓ 选行 · 回车 打开 · Home End 首尾</source>
        <translation>↑ ↓ choose · Enter open · Home End first, last</translation>
    </message>
    <message>
        <source>共 {0} 件</source>
        <translation>{0} cases</translation>
    </message>
    <message>
        <source>还没有办件</source>
        <translation>No cases yet</translation>
    </message>
    <message>
        <source>按 Ctrl+N 受理第一件</source>
        <translation>Ctrl+N accepts the first</translation>
    </message>
    <message>
        <source>没有符合这些条件的办件</source>
        <translation>No case meets these conditions</translation>
    </message>
    <message>
        <source>登记簿没有读出来</source>
        <translation>The register could not be read</translation>
    </message>
    <message>
        <source>办件，回车打开</source>
        <translation>Cases, Enter opens</translation>
    </message>
    <message>
        <source>可去掉一些条件，或点“清除条件”</source>
        <translation>Take away some conditions, or press “Clear conditions”</translation>
    </message>
    <message>
        <source>补录旧簿</source>
        <translation>Old book</translation>
    </message>
</context>
<context>
    <name>ReplaceStep</name>
    <message>
        <source>请乡镇在“服务点与电脑”里给本室开一个登记码，写明替换哪台电脑。登记后本室的登记簿整本取回到这里。</source>
        <translation>Ask the township for an enrolment code for this room that names the computer to be replaced. After enrolling, the room&apos;s whole register comes back here.</translation>
    </message>
    <message>
        <source>替换原来的电脑</source>
        <translation>In place of the former computer</translation>
    </message>
    <message>
        <source>村（社区）代码</source>
        <translation>Village (community) code</translation>
    </message>
    <message>
        <source>印在登记单上，72 小时内有效，只能用一次。</source>
        <translation>On the enrolment sheet; good for 72 hours and for one use.</translation>
    </message>
    <message>
        <source>代码应是 12 位数字，请核对后再填。</source>
        <translation>The code has 12 digits; please check it.</translation>
    </message>
    <message>
        <source>12 位数字，和原来那台一样；不清楚可问乡镇。</source>
        <translation>12 digits, as on the former computer; the township knows it.</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>保存图片</source>
        <translation>Save the picture</translation>
    </message>
    <message>
        <source>{0} {1} {2}：{3} 件</source>
        <translation>{0} {1} {2}: {3} cases</translation>
    </message>
    <message>
        <source>在统计表或六率里，对着数字按回车</source>
        <translation>In the table or the rates, press Enter on a number</translation>
    </message>
    <message>
        <source>已存为 {0}</source>
        <translation>Saved as {0}</translation>
    </message>
    <message>
        <source>报送{0}，以后不再改动？</source>
        <translation>Send {0}; no changes afterwards?</translation>
    </message>
    <message>
        <source>以后才知道的变动，列在下个月的调整里。</source>
        <translation>What becomes known later is listed next month as adjustments.</translation>
    </message>
    <message>
        <source>报送</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>{0}已报送，数字定下了。</source>
        <translation>{0} is sent; its numbers stand.</translation>
    </message>
    <message>
        <source>图片已存为 {0}</source>
        <translation>The picture is saved as {0}</translation>
    </message>
    <message>
        <source>图片写不进去，请换一个文件夹。</source>
        <translation>The picture cannot be written; choose another folder.</translation>
    </message>
    <message>
        <source>图</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <source>统计表</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>六率五零</source>
        <translation>Rates and zeros</translation>
    </message>
    <message>
        <source>背后的办件</source>
        <translation>Cases behind</translation>
    </message>
    <message>
        <source>工作簿与报送</source>
        <translation>Workbook and sending</translation>
    </message>
    <message>
        <source>数字背后的办件，回车打开</source>
        <translation>Cases behind the number; Enter opens one</translation>
    </message>
</context>
<context>
    <name>RestoreCard</name>
    <message>
        <source>恢复备份</source>
        <translation>Restore a backup</translation>
    </message>
    <message>
        <source>备份文件</source>
        <translation>Backup file</translation>
    </message>
    <message>
        <source>恢复到（新的空文件夹）</source>
        <translation>Restore to (a new, empty folder)</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>恢复到另一个文件夹，现在的登记簿不会被改动。</source>
        <translation>Restored to another folder; the present register is not touched.</translation>
    </message>
    <message>
        <source>请填写这一项。</source>
        <translation>Please fill this in.</translation>
    </message>
    <message>
        <source>已恢复到 {0}。用 daiban --home 加这个文件夹打开它。</source>
        <translation>Restored to {0}. Open it with daiban --home and this folder.</translation>
    </message>
    <message>
        <source>备份口令或恢复密钥</source>
        <translation>Backup passphrase or recovery key</translation>
    </message>
    <message>
        <source>恢复密钥在保险柜里的恢复密钥单上：照着输八组字符，或用扫码枪扫单上的码。</source>
        <translation>The recovery key stands on the sheet in the safe: type its eight groups, or scan its code.</translation>
    </message>
</context>
<context>
    <name>RoomSection</name>
    <message>
        <source>服务室名称</source>
        <translation>Name of the room</translation>
    </message>
    <message>
        <source>村（社区）代码</source>
        <translation>Code of the village (community)</translation>
    </message>
    <message>
        <source>咨询电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>开放时间</source>
        <translation>Opening hours</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>事项目录</source>
        <translation>Catalogue of items</translation>
    </message>
    <message>
        <source>数据存放在</source>
        <translation>Data is kept in</translation>
    </message>
    <message>
        <source>服务室</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>示例目录，以乡镇公布为准</source>
        <translation>Sample catalogue; the township&apos;s publication decides</translation>
    </message>
    <message>
        <source>乡镇公布的目录</source>
        <translation>The catalogue published by the township</translation>
    </message>
    <message>
        <source>印在每张单据的抬头</source>
        <translation>Printed at the head of every paper</translation>
    </message>
    <message>
        <source>印在单据上，群众打得通的号码</source>
        <translation>Printed on papers: a number that is answered</translation>
    </message>
    <message>
        <source>如 周一至周五 8:30—17:30</source>
        <translation>e.g. Mon–Fri 8:30–17:30</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>已保存，以后的单据按新的内容印。</source>
        <translation>Saved. Papers say it from now on.</translation>
    </message>
    <message>
        <source>安装时或由乡镇定下的</source>
        <translation>Set at installation or by the township</translation>
    </message>
    <message>
        <source>已保存。名称以乡镇公布的“{0}”为准，要改请告诉乡镇。</source>
        <translation>Saved. The name published by the township, “{0}”, stands; ask the township to change it.</translation>
    </message>
</context>
<context>
    <name>RoomStep</name>
    <message>
        <source>村（社区）代码</source>
        <translation>Code of the village (community)</translation>
    </message>
    <message>
        <source>统计用区划代码，12 位数字，如 620902101201；不清楚可问乡镇。</source>
        <translation>The 12-digit statistical code, e.g. 620902101201; ask the township if unsure.</translation>
    </message>
    <message>
        <source>服务室名称</source>
        <translation>Name of the room</translation>
    </message>
    <message>
        <source>印在每张单据的抬头，如 泉湖村便民服务室</source>
        <translation>Printed at the head of every paper, e.g. Quanhu Village Service Room</translation>
    </message>
    <message>
        <source>咨询电话（可以后填）</source>
        <translation>Telephone (may come later)</translation>
    </message>
    <message>
        <source>开放时间（可以后填）</source>
        <translation>Opening hours (may come later)</translation>
    </message>
    <message>
        <source>本室有几台电脑在用？</source>
        <translation>How many computers does this room use?</translation>
    </message>
    <message>
        <source>先用示例事项目录，等乡镇公布后自动换掉</source>
        <translation>Use the sample catalogue until the township publishes its own</translation>
    </message>
    <message>
        <source>代码应是 12 位数字，请核对后再填。</source>
        <translation>The code has 12 digits, please check it.</translation>
    </message>
    <message>
        <source>请填写服务室名称。</source>
        <translation>Please fill in the room&apos;s name.</translation>
    </message>
    <message>
        <source>只有这一台，或这是第一台</source>
        <translation>Only this one, or this is the first</translation>
    </message>
    <message>
        <source>这是第二台</source>
        <translation>This is the second</translation>
    </message>
    <message>
        <source>这是第三台</source>
        <translation>This is the third</translation>
    </message>
    <message>
        <source>这是第四台</source>
        <translation>This is the fourth</translation>
    </message>
    <message>
        <source>这是哪个村（社区）？</source>
        <translation>Which village (community) is this?</translation>
    </message>
</context>
<context>
    <name>RosterPanel</name>
    <message>
        <source>这一天的班，回车取消</source>
        <translation>Shifts of this day; Enter cancels one</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>A岗</source>
        <translation>Role A</translation>
    </message>
    <message>
        <source>B岗</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>How</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>上月 PgUp</source>
        <translation>Previous month PgUp</translation>
    </message>
    <message>
        <source>下月 PgDn</source>
        <translation>Next month PgDn</translation>
    </message>
    <message>
        <source>排一个班</source>
        <translation>Add a shift</translation>
    </message>
    <message>
        <source>取消这个班</source>
        <translation>Cancel the shift</translation>
    </message>
    <message>
        <source>{0} 年 {1} 月</source>
        <translation>{1}/{0}</translation>
    </message>
    <message>
        <source>没有排班</source>
        <translation>Nobody on the roster</translation>
    </message>
    <message>
        <source>A岗／B岗&#x3000;现在值班：{0}</source>
        <translation>Role A / role B; on duty now: {0}</translation>
    </message>
    <message>
        <source>全天</source>
        <translation>All day</translation>
    </message>
</context>
<context>
    <name>RowsPicture</name>
    <message>
        <source>图：{0}</source>
        <translation>Picture: {0}</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>None</translation>
    </message>
</context>
<context>
    <name>Running</name>
    <message>
        <source>程序出了点问题，已登记的内容不受影响。报告在 {0}</source>
        <translation>Something went wrong in the program; what is entered is safe. The report is in {0}</translation>
    </message>
</context>
<context>
    <name>SavedPanel</name>
    <message>
        <source>接着受理下一件  回车</source>
        <translation>Accept the next  Enter</translation>
    </message>
    <message>
        <source>预览和打印单据  P</source>
        <translation>Preview and print papers  P</translation>
    </message>
    <message>
        <source>打开这件  O</source>
        <translation>Open this case  O</translation>
    </message>
    <message>
        <source>已受理，编号</source>
        <translation>Accepted, number</translation>
    </message>
    <message>
        <source>{0}，承诺 {1} 前办结</source>
        <translation>{0}, promised by {1}</translation>
    </message>
    <message>
        <source>{0}，承诺期限从材料补齐之日起算</source>
        <translation>{0}, the promise runs from the day papers are complete</translation>
    </message>
    <message>
        <source>还缺：{0}</source>
        <translation>Missing: {0}</translation>
    </message>
    <message>
        <source>已登记不予受理，编号</source>
        <translation>Recorded as not accepted, number</translation>
    </message>
    <message>
        <source>请把不予受理通知书交给申请人，并告知应到哪里办理。</source>
        <translation>Please give the applicant the notice and say where to go.</translation>
    </message>
    <message>
        <source>预览和打印通知书  P</source>
        <translation>Preview and print the notice  P</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>这个人的同一事项还没有办完，请先选右边三条路之一。</source>
        <translation>This person&apos;s same item is still open; first choose one of the three ways on the right.</translation>
    </message>
    <message>
        <source>先选单位：打名称或统一社会信用代码。</source>
        <translation>First choose an organisation: type its name or code.</translation>
    </message>
    <message>
        <source>先选申请人：打姓名、拼音首字母或证件号后四位。</source>
        <translation>First choose the applicant: name, pinyin initials or the last four of the ID.</translation>
    </message>
    <message>
        <source>先选要办的事项。</source>
        <translation>First choose the item.</translation>
    </message>
</context>
<context>
    <name>ScanLine</name>
    <message>
        <source>刷身份证，或打号码后回车</source>
        <translation>Swipe the ID card, or type the number and press Enter</translation>
    </message>
    <message>
        <source>身份证号，回车受理</source>
        <translation>ID number; Enter accepts</translation>
    </message>
    <message>
        <source>名单上没有的人填姓名</source>
        <translation>Name, for somebody not on the list</translation>
    </message>
    <message>
        <source>姓名，名单上没有的人才填</source>
        <translation>Name; only for somebody not on the list</translation>
    </message>
    <message>
        <source>受理  回车</source>
        <translation>Accept  Enter</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>查件、查人、查事项，也可扫单据上的码</source>
        <translation>Find cases, people, items, or scan a slip</translation>
    </message>
    <message>
        <source>查件、查人、查事项，或扫码  {0}</source>
        <translation>Find cases, people, items, or scan  {0}</translation>
    </message>
    <message>
        <source>登记簿</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>群众</source>
        <translation>People</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>没有找到“{0}”</source>
        <translation>“{0}” was not found</translation>
    </message>
</context>
<context>
    <name>SecuritySection</name>
    <message>
        <source> 分钟</source>
        <translation> min</translation>
    </message>
    <message>
        <source>锁屏</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>没有人动键盘鼠标，过多久锁屏</source>
        <translation>Lock after so long without key or mouse</translation>
    </message>
    <message>
        <source>解锁后回到原来的那一格，填了一半的内容都在</source>
        <translation>Unlocking returns to the same field with everything half-filled</translation>
    </message>
    <message>
        <source>{0} 立即锁屏，{1} 遮住屏幕（再按一次恢复）。</source>
        <translation>{0} locks at once, {1} covers the screen (again to uncover).</translation>
    </message>
    <message>
        <source>快捷键</source>
        <translation>Keys</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>设置的内容</source>
        <translation>Subjects of the settings</translation>
    </message>
    <message>
        <source>服务室</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>代办员</source>
        <translation>Agents</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>安全</source>
        <translation>Safety</translation>
    </message>
    <message>
        <source>关于</source>
        <translation>About</translation>
    </message>
</context>
<context>
    <name>Source</name>
    <message>
        <source>表格文件（.xlsx、.xls、.csv）</source>
        <translation>Tables (.xlsx, .xls, .csv)</translation>
    </message>
    <message>
        <source>打开密码</source>
        <translation>Password to open</translation>
    </message>
    <message>
        <source>导入什么</source>
        <translation>What to import</translation>
    </message>
    <message>
        <source>工作表</source>
        <translation>Sheet</translation>
    </message>
</context>
<context>
    <name>Spans</name>
    <message>
        <source>不限日期</source>
        <translation>Any date</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>本周</source>
        <translation>This week</translation>
    </message>
    <message>
        <source>本月</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>上月</source>
        <translation>Last month</translation>
    </message>
    <message>
        <source>今年</source>
        <translation>This year</translation>
    </message>
    <message>
        <source>去年</source>
        <translation>Last year</translation>
    </message>
    <message>
        <source>自选日期</source>
        <translation>Own dates</translation>
    </message>
</context>
<context>
    <name>SpokenDay</name>
    <message>
        <source>{0}年{1}月{2}日 星期{3}</source>
        <translation>{0}-{1}-{2}, {3}</translation>
    </message>
    <message>
        <source>一 二 三 四 五 六 日</source>
        <translation>Mon Tue Wed Thu Fri Sat Sun</translation>
    </message>
</context>
<context>
    <name>StateView</name>
    <message>
        <source>正在读取…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>没有找到“{0}”</source>
        <translation>“{0}” was not found</translation>
    </message>
    <message>
        <source>可试姓名、证件号后四位、编号或拼音首字母</source>
        <translation>Try a name, the last four of an ID number, a case number or pinyin initials</translation>
    </message>
</context>
<context>
    <name>StepButtons</name>
    <message>
        <source>这件已了结，没有要办的步骤。</source>
        <translation>This case is closed, there is nothing to do.</translation>
    </message>
</context>
<context>
    <name>StepMenu</name>
    <message>
        <source>更多  Alt+0</source>
        <translation>More  Alt+0</translation>
    </message>
</context>
<context>
    <name>StickCard</name>
    <message>
        <source>U 盘上的文件夹</source>
        <translation>Folder on the stick</translation>
    </message>
    <message>
        <source>写在上面的内容是加密的，只有乡镇打得开</source>
        <translation>What is written is encrypted; only the township can open it</translation>
    </message>
    <message>
        <source>写到 U 盘</source>
        <translation>Write to the stick</translation>
    </message>
    <message>
        <source>读回乡镇的答复</source>
        <translation>Read the township&apos;s answer</translation>
    </message>
    <message>
        <source>正在读写 U 盘</source>
        <translation>Reading and writing the stick</translation>
    </message>
    <message>
        <source>用 U 盘传</source>
        <translation>By USB stick</translation>
    </message>
    <message>
        <source>没有网络时：写到 U 盘带到乡镇，乡镇读入后把答复写回同一个 U 盘，带回来再读入。</source>
        <translation>Without network: write to a stick, take it to the township, which reads it and writes its answer on the same stick; bring it back and read it.</translation>
    </message>
    <message>
        <source>请先选 U 盘上的一个文件夹。</source>
        <translation>First choose a folder on the stick.</translation>
    </message>
    <message>
        <source>已写到 U 盘：{0} 条，附件 {1} 个。请带到乡镇读入。</source>
        <translation>Written: {0} lines, {1} attachments. Please take it to the township.</translation>
    </message>
    <message>
        <source>乡镇已经都有了，没有要写的。</source>
        <translation>The township has everything; nothing to write.</translation>
    </message>
    <message>
        <source>已读入：乡镇收到 {0} 条，带回 {1} 条。</source>
        <translation>Read: the township has {0} lines, {1} came back.</translation>
    </message>
    <message>
        <source>没有读入的：{0}</source>
        <translation>Not read: {0}</translation>
    </message>
</context>
<context>
    <name>SuggestionPanel</name>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>谁提的</source>
        <translation>By whom</translation>
    </message>
    <message>
        <source>意见</source>
        <translation>Suggestion</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>意见簿，回车答复</source>
        <translation>Suggestions; Enter answers</translation>
    </message>
    <message>
        <source>记一条意见</source>
        <translation>Record a suggestion</translation>
    </message>
    <message>
        <source>待答复</source>
        <translation>Waits for an answer</translation>
    </message>
    <message>
        <source>没有署名</source>
        <translation>Unsigned</translation>
    </message>
</context>
<context>
    <name>Surroundings</name>
    <message>
        <source>委托已登记。</source>
        <translation>The mandate is recorded.</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>已加入 {0}，现在开始上传。</source>
        <translation>Joined {0}, sending now.</translation>
    </message>
    <message>
        <source>改好再发：{0}</source>
        <translation>Put right and send again: {0}</translation>
    </message>
    <message>
        <source>已改好，下次同步再送到乡镇。</source>
        <translation>Put right; the next sync takes it to the township.</translation>
    </message>
</context>
<context>
    <name>TakingOver</name>
    <message>
        <source>已停下，取回的都留着。</source>
        <translation>Stopped; what came stays.</translation>
    </message>
</context>
<context>
    <name>TaskBook</name>
    <message>
        <source>并联事项</source>
        <translation>Joint tasks</translation>
    </message>
    <message>
        <source>办理单位</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Deadline</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>并联事项，回车开始或办完</source>
        <translation>Joint tasks; Enter starts or finishes one</translation>
    </message>
    <message>
        <source>开始 / 办完</source>
        <translation>Start / finish</translation>
    </message>
    <message>
        <source>加一项</source>
        <translation>Add one</translation>
    </message>
    <message>
        <source>按目录列出</source>
        <translation>List by the catalogue</translation>
    </message>
    <message>
        <source>{0} 个工作日</source>
        <translation>{0} working days</translation>
    </message>
    <message>
        <source>，超期 {0} 天</source>
        <translation>, {0} days late</translation>
    </message>
    <message>
        <source>{0} 办完{1}</source>
        <translation>Done {0}{1}</translation>
    </message>
    <message>
        <source>还没有开始</source>
        <translation>Not started</translation>
    </message>
    <message>
        <source>超期 {0} 天</source>
        <translation>{0} days late</translation>
    </message>
</context>
<context>
    <name>TaskChart</name>
    <message>
        <source>{0} 项并联事项，还有 {1} 项没有办完</source>
        <translation>{0} joint tasks, {1} not finished</translation>
    </message>
    <message>
        <source>还没有开始</source>
        <translation>Not started</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
</context>
<context>
    <name>Tasks</name>
    <message>
        <source>已按您的要求停下，没有改动。</source>
        <translation>Stopped as you asked, nothing was changed.</translation>
    </message>
    <message>
        <source>程序出了点问题，刚才这一步没有做成，已登记的内容不受影响。</source>
        <translation>Something went wrong in the program; this step was not done, what is entered is safe.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>办理经过</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>未生效</source>
        <translation>Without effect</translation>
    </message>
    <message>
        <source>时间存疑</source>
        <translation>Time doubtful</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>受理新件</source>
        <translation>Accept a new case</translation>
    </message>
    <message>
        <source>今天到期</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>今天要办</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>已超期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>请先处理</source>
        <translation>Do these first</translation>
    </message>
    <message>
        <source>待送达</source>
        <translation>To deliver</translation>
    </message>
    <message>
        <source>待补材料</source>
        <translation>Papers missing</translation>
    </message>
    <message>
        <source>上级退回</source>
        <translation>Returned from above</translation>
    </message>
    <message>
        <source>今天受理</source>
        <translation>Accepted today</translation>
    </message>
    <message>
        <source>先办这些</source>
        <translation>First of all</translation>
    </message>
    <message>
        <source>没有催办的件。有新来的群众，按 Ctrl+N 受理。</source>
        <translation>Nothing presses. When somebody comes, Ctrl+N accepts.</translation>
    </message>
    <message>
        <source>最急的办件，回车打开</source>
        <translation>Most pressing cases, Enter opens</translation>
    </message>
    <message>
        <source>打印今日待办  Ctrl+P</source>
        <translation>Print today&apos;s list  Ctrl+P</translation>
    </message>
    <message>
        <source>该退还了</source>
        <translation>Due to be returned</translation>
    </message>
    <message>
        <source>今天要答</source>
        <translation>To answer today</translation>
    </message>
    <message>
        <source>原件该还</source>
        <translation>Originals to return</translation>
    </message>
    <message>
        <source>待回访</source>
        <translation>To follow up</translation>
    </message>
    <message>
        <source>待盖章</source>
        <translation>Waiting for a seal</translation>
    </message>
    <message>
        <source>投诉待答</source>
        <translation>Complaints to answer</translation>
    </message>
    <message>
        <source>该退还的原件</source>
        <translation>Originals to return</translation>
    </message>
    <message>
        <source>等着盖章的</source>
        <translation>Waiting for a seal</translation>
    </message>
    <message>
        <source>本月受理 {0} 件，办结 {1} 件，其中按期 {2} 件</source>
        <translation>This month: accepted {0}, completed {1}, on time {2}</translation>
    </message>
</context>
<context>
    <name>ToldField</name>
    <message>
        <source>必填</source>
        <translation>Required</translation>
    </message>
</context>
<context>
    <name>TopEdge</name>
    <message>
        <source>{0}  {1} 换人</source>
        <translation>{0}  {1} hand over</translation>
    </message>
    <message>
        <source>值班：{0}</source>
        <translation>On duty: {0}</translation>
    </message>
    <message>
        <source>换人 {0}</source>
        <translation>Hand over {0}</translation>
    </message>
</context>
<context>
    <name>TourPanel</name>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>停靠</source>
        <translation>Stops</translation>
    </message>
    <message>
        <source>谁去</source>
        <translation>Who goes</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>巡回</source>
        <translation>Tour</translation>
    </message>
    <message>
        <source>这次巡回收到的诉求</source>
        <translation>Requests collected on this tour</translation>
    </message>
    <message>
        <source>安排一次巡回</source>
        <translation>Plan a tour</translation>
    </message>
    <message>
        <source>已公告</source>
        <translation>Announced</translation>
    </message>
    <message>
        <source>收一个诉求</source>
        <translation>Collect a request</translation>
    </message>
    <message>
        <source>回来录入</source>
        <translation>Enter what came back</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>事先收到的诉求；回来后按纸面编号在受理页录入</source>
        <translation>Requests collected beforehand; entered on the accept page under their paper numbers</translation>
    </message>
    <message>
        <source>{0} 已公告</source>
        <translation>{0} announced</translation>
    </message>
    <message>
        <source>还没有公告</source>
        <translation>Not announced yet</translation>
    </message>
    <message>
        <source>已取消：{0}</source>
        <translation>Cancelled: {0}</translation>
    </message>
    <message>
        <source>{0}，收了 {1} 个诉求</source>
        <translation>{0}, {1} requests collected</translation>
    </message>
</context>
<context>
    <name>TransferSide</name>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>部门</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>申请人</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>材料</source>
        <translation>Materials</translation>
    </message>
    <message>
        <source>要带去的件，空格打勾</source>
        <translation>Cases to take; Space ticks</translation>
    </message>
    <message>
        <source>要取回的结果，空格打勾</source>
        <translation>Results to fetch; Space ticks</translation>
    </message>
    <message>
        <source>清单</source>
        <translation>List</translation>
    </message>
    <message>
        <source>做成</source>
        <translation>Made</translation>
    </message>
    <message>
        <source>件数</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>窗口、接收人</source>
        <translation>Window, receiver</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>做过的清单，回车登记移交或取回</source>
        <translation>Lists made; Enter records handing over or fetching</translation>
    </message>
    <message>
        <source>按打勾的做清单</source>
        <translation>Make a list of the ticked</translation>
    </message>
    <message>
        <source>做过的清单</source>
        <translation>Lists made</translation>
    </message>
    <message>
        <source>打印清单</source>
        <translation>Print the list</translation>
    </message>
    <message>
        <source>移交登记</source>
        <translation>Record handing over</translation>
    </message>
    <message>
        <source>取回打勾</source>
        <translation>Tick what was fetched</translation>
    </message>
    <message>
        <source>今天去镇上要带 {0} 件，跑 {1} 个部门；登记本第二联随件走。</source>
        <translation>Take {0} cases to {1} departments today; the second parts of the slips go along.</translation>
    </message>
    <message>
        <source>镇上有 {0} 件结果可取，在 {1} 个部门。</source>
        <translation>{0} results wait in {1} departments.</translation>
    </message>
    <message>
        <source>没有要上报的件。</source>
        <translation>Nothing to forward.</translation>
    </message>
    <message>
        <source>没有要取回的结果。</source>
        <translation>Nothing to fetch.</translation>
    </message>
    <message>
        <source>镇上已对账：{0}</source>
        <translation>Checked in at the township: {0}</translation>
    </message>
    <message>
        <source>镇上已对账，齐全</source>
        <translation>Checked in at the township, complete</translation>
    </message>
    <message>
        <source>已全部取回</source>
        <translation>All fetched</translation>
    </message>
    <message>
        <source>{0} 已移交</source>
        <translation>{0} handed over</translation>
    </message>
    <message>
        <source>还没有移交</source>
        <translation>Not handed over yet</translation>
    </message>
    <message>
        <source>请先用空格给要带的件打勾。</source>
        <translation>First tick with Space what goes along.</translation>
    </message>
</context>
<context>
    <name>TransfersPage</name>
    <message>
        <source>带去上报</source>
        <translation>Forward</translation>
    </message>
    <message>
        <source>取回结果</source>
        <translation>Fetch results</translation>
    </message>
    <message>
        <source>带去上报 {0}</source>
        <translation>Forward {0}</translation>
    </message>
    <message>
        <source>取回结果 {0}</source>
        <translation>Fetch {0}</translation>
    </message>
    <message>
        <source>已做成清单 {0}，打印出来双方签字；交了以后登记移交。</source>
        <translation>List {0} is made; print it, both sign, then record handing over.</translation>
    </message>
    <message>
        <source>打印清单</source>
        <translation>Print the list</translation>
    </message>
</context>
<context>
    <name>VillagerActs</name>
    <message>
        <source>无证件号</source>
        <translation>No ID number</translation>
    </message>
</context>
<context>
    <name>VillagerList</name>
    <message>
        <source>姓名、拼音首字母、证件号后四位或电话</source>
        <translation>Name, pinyin initials, last four of the ID number, or telephone</translation>
    </message>
    <message>
        <source>找群众</source>
        <translation>Find a villager</translation>
    </message>
    <message>
        <source>群众</source>
        <translation>People</translation>
    </message>
    <message>
        <source>共 {0} 人</source>
        <translation>{0} people</translation>
    </message>
    <message>
        <source>还没有登记群众</source>
        <translation>No villagers entered yet</translation>
    </message>
    <message>
        <source>受理第一件时一并登记，或点“登记群众”</source>
        <translation>Entered with the first case, or press “Enter a villager”</translation>
    </message>
</context>
<context>
    <name>VillagerModel</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>村民小组</source>
        <translation>Villagers&apos; group</translation>
    </message>
    <message>
        <source>性别年龄</source>
        <translation>Sex, age</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>在办</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>{0}岁</source>
        <translation>{0} years</translation>
    </message>
</context>
<context>
    <name>VillagerPicker</name>
    <message>
        <source>找申请人</source>
        <translation>Find who asks</translation>
    </message>
    <message>
        <source>＋ 新登记“{0}”</source>
        <translation>＋ Enter “{0}”</translation>
    </message>
    <message>
        <source>登记簿里没有此人时</source>
        <translation>When the register does not know the person</translation>
    </message>
    <message>
        <source>姓名、拼音首字母或证件号后四位，也可刷身份证</source>
        <translation>Name, pinyin initials or last four of the ID number; an ID card can be read too</translation>
    </message>
    <message>
        <source>这个号码登记了 {0} 个人，请按户口簿认定是哪一位</source>
        <translation>This number is entered for {0} people, decide by the household booklet</translation>
    </message>
    <message>
        <source>没有找到“{0}”，回车登记新群众</source>
        <translation>“{0}” was not found, Enter enters a new villager</translation>
    </message>
</context>
<context>
    <name>VillagerWords</name>
    <message>
        <source>{0}岁</source>
        <translation>{0} years</translation>
    </message>
    <message>
        <source>无证件号</source>
        <translation>No ID number</translation>
    </message>
    <message>
        <source>尾号 {0}</source>
        <translation>ends in {0}</translation>
    </message>
    <message>
        <source>男</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>女</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>在办 {0} 件</source>
        <translation>{0} open</translation>
    </message>
</context>
<context>
    <name>VillagersPage</name>
    <message>
        <source>群众</source>
        <translation>People</translation>
    </message>
    <message>
        <source>登记群众</source>
        <translation>Enter a villager</translation>
    </message>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>查重合并</source>
        <translation>Find and join</translation>
    </message>
</context>
<context>
    <name>WaitPage</name>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>WayStep</name>
    <message>
        <source>这台电脑怎么用？</source>
        <translation>How is this computer used?</translation>
    </message>
    <message>
        <source>加入乡镇</source>
        <translation>Join a township</translation>
    </message>
    <message>
        <source>先单独使用</source>
        <translation>Alone for now</translation>
    </message>
    <message>
        <source>现在就开始登记，以后随时可以加入乡镇。</source>
        <translation>Start at once; joining a township stays possible.</translation>
    </message>
    <message>
        <source>练习室</source>
        <translation>Practice room</translation>
    </message>
    <message>
        <source>里面是编造的群众和办件，随便试，不会上传。</source>
        <translation>Invented people and cases inside; try anything, nothing is sent.</translation>
    </message>
    <message>
        <source>乡镇给了网址和登记码。没有网络时照常办理，有网络时自动上传。</source>
        <translation>The township gave an address and an enrolment code. Work goes on without a network and is uploaded when there is one.</translation>
    </message>
    <message>
        <source>这台电脑替换原来的电脑</source>
        <translation>This computer replaces the former one</translation>
    </message>
    <message>
        <source>原来的坏了或丢了：凭乡镇新开的登记码，把本室的登记簿整本取回来。</source>
        <translation>The former one is broken or lost: a new code from the township brings the room&apos;s whole register back.</translation>
    </message>
</context>
<context>
    <name>WhatCard</name>
    <message>
        <source>换事项</source>
        <translation>Another item</translation>
    </message>
    <message>
        <source>2  办什么</source>
        <translation>2  What</translation>
    </message>
    <message>
        <source>目录外的事项：请在备注里写明要办什么事。</source>
        <translation>Not in the catalogue: write in the remark what is wanted.</translation>
    </message>
    <message>
        <source>敏感事项：单据外面和大屏只写“{0}”。</source>
        <translation>Sensitive item: outside and on the big screen only “{0}”.</translation>
    </message>
</context>
<context>
    <name>WhoCard</name>
    <message>
        <source>返回 Esc</source>
        <translation>Go back Esc</translation>
    </message>
    <message>
        <source>1  谁来办</source>
        <translation>1  Who</translation>
    </message>
    <message>
        <source>换申请人</source>
        <translation>Another person</translation>
    </message>
    <message>
        <source>个人 {0}</source>
        <translation>Person {0}</translation>
    </message>
    <message>
        <source>单位 {0}</source>
        <translation>Organisation {0}</translation>
    </message>
</context>
<context>
    <name>WizardPage</name>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>第 {0} 步，共 {1} 步</source>
        <translation>Step {0} of {1}</translation>
    </message>
    <message>
        <source>建立服务室</source>
        <translation>Set up the room</translation>
    </message>
    <message>
        <source>正在建立…</source>
        <translation>Setting up…</translation>
    </message>
    <message>
        <source>登记并取回</source>
        <translation>Enrol and bring back</translation>
    </message>
    <message>
        <source>正在联系…</source>
        <translation>Asking…</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>即办件</source>
        <translation>Same-day case</translation>
    </message>
    <message>
        <source>承诺件</source>
        <translation>Promised case</translation>
    </message>
    <message>
        <source>补办件</source>
        <translation>Papers-missing case</translation>
    </message>
    <message>
        <source>上报件</source>
        <translation>Sent-up case</translation>
    </message>
    <message>
        <source>待补正</source>
        <translation>Waiting for papers</translation>
    </message>
    <message>
        <source>承办中</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>已上报</source>
        <translation>Sent up</translation>
    </message>
    <message>
        <source>暂停计时</source>
        <translation>Clock paused</translation>
    </message>
    <message>
        <source>待取回</source>
        <translation>To be fetched</translation>
    </message>
    <message>
        <source>已办结待反馈</source>
        <translation>Completed, to be delivered</translation>
    </message>
    <message>
        <source>已反馈待评价</source>
        <translation>Delivered, to be rated</translation>
    </message>
    <message>
        <source>已评结</source>
        <translation>Rated</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>不予受理</source>
        <translation>Declined</translation>
    </message>
    <message>
        <source>已作废</source>
        <translation>Voided</translation>
    </message>
    <message>
        <source>受理</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>一次告知</source>
        <translation>Told once what is missing</translation>
    </message>
    <message>
        <source>补齐材料</source>
        <translation>Papers completed</translation>
    </message>
    <message>
        <source>核实</source>
        <translation>Checked</translation>
    </message>
    <message>
        <source>派单</source>
        <translation>Assigned</translation>
    </message>
    <message>
        <source>认领</source>
        <translation>Claimed</translation>
    </message>
    <message>
        <source>退单</source>
        <translation>Assignment declined</translation>
    </message>
    <message>
        <source>办理进展</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>上报</source>
        <translation>Send up</translation>
    </message>
    <message>
        <source>上级收件</source>
        <translation>Received above</translation>
    </message>
    <message>
        <source>退回补正</source>
        <translation>Returned for papers</translation>
    </message>
    <message>
        <source>转村办理</source>
        <translation>Handed down to the village</translation>
    </message>
    <message>
        <source>恢复计时</source>
        <translation>Clock resumed</translation>
    </message>
    <message>
        <source>延期</source>
        <translation>Extended</translation>
    </message>
    <message>
        <source>办结</source>
        <translation>Completed</translation>
    </message>
    <message>
        <source>通知取件</source>
        <translation>Told to fetch</translation>
    </message>
    <message>
        <source>取回结果</source>
        <translation>Result fetched</translation>
    </message>
    <message>
        <source>送达反馈</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>评价</source>
        <translation>Rating</translation>
    </message>
    <message>
        <source>回访</source>
        <translation>Followed up</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Voided</translation>
    </message>
    <message>
        <source>重办</source>
        <translation>Reopened</translation>
    </message>
    <message>
        <source>投诉</source>
        <translation>Complaint</translation>
    </message>
    <message>
        <source>窗口</source>
        <translation>Counter</translation>
    </message>
    <message>
        <source>上门</source>
        <translation>Home visit</translation>
    </message>
    <message>
        <source>巡回</source>
        <translation>Tour</translation>
    </message>
    <message>
        <source>预约</source>
        <translation>Appointment</translation>
    </message>
    <message>
        <source>网上</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>组团</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>结对</source>
        <translation>Paired</translation>
    </message>
    <message>
        <source>原件留存</source>
        <translation>Original kept</translation>
    </message>
    <message>
        <source>原件核验退回</source>
        <translation>Original seen, handed back</translation>
    </message>
    <message>
        <source>复印件</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>非常满意</source>
        <translation>Very satisfied</translation>
    </message>
    <message>
        <source>满意</source>
        <translation>Satisfied</translation>
    </message>
    <message>
        <source>基本满意</source>
        <translation>Basically satisfied</translation>
    </message>
    <message>
        <source>不满意</source>
        <translation>Dissatisfied</translation>
    </message>
    <message>
        <source>非常不满意</source>
        <translation>Very dissatisfied</translation>
    </message>
    <message>
        <source>期限内</source>
        <translation>In time</translation>
    </message>
    <message>
        <source>快到期</source>
        <translation>Due soon</translation>
    </message>
    <message>
        <source>已超期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>仅在本机</source>
        <translation>Only here</translation>
    </message>
    <message>
        <source>已传到镇</source>
        <translation>At the township</translation>
    </message>
    <message>
        <source>镇已入库</source>
        <translation>Taken in</translation>
    </message>
    <message>
        <source>练习 · 数据不上传</source>
        <translation>Practice · nothing is uploaded</translation>
    </message>
    <message>
        <source>一般</source>
        <translation>Ordinary</translation>
    </message>
    <message>
        <source>急事</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>特事</source>
        <translation>Special</translation>
    </message>
    <message>
        <source>事务代办</source>
        <translation>Errands</translation>
    </message>
    <message>
        <source>诉求代言</source>
        <translation>Speaking up</translation>
    </message>
    <message>
        <source>利益代理</source>
        <translation>Acting for rights</translation>
    </message>
    <message>
        <source>代办</source>
        <translation>Done for them</translation>
    </message>
    <message>
        <source>帮办</source>
        <translation>Done with them</translation>
    </message>
    <message>
        <source>协办</source>
        <translation>Assisted</translation>
    </message>
    <message>
        <source>签名</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>按指印</source>
        <translation>Thumb print</translation>
    </message>
    <message>
        <source>发来照片</source>
        <translation>Photo sent</translation>
    </message>
    <message>
        <source>待答复</source>
        <translation>Not answered</translation>
    </message>
    <message>
        <source>已答复</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>已受理成办件</source>
        <translation>Became a case</translation>
    </message>
    <message>
        <source>已转介</source>
        <translation>Referred</translation>
    </message>
    <message>
        <source>不属于代办范围</source>
        <translation>Not in scope</translation>
    </message>
    <message>
        <source>法律法规明令不予办理</source>
        <translation>Forbidden by law</translation>
    </message>
    <message>
        <source>不符合申请条件</source>
        <translation>Conditions not met</translation>
    </message>
    <message>
        <source>不属于本村（社区）受理地域</source>
        <translation>Not of this village</translation>
    </message>
    <message>
        <source>同一事项已经办结</source>
        <translation>Already done</translation>
    </message>
    <message>
        <source>村（社区）不得出具的证明</source>
        <translation>A certificate the village must not issue</translation>
    </message>
</context>
<context>
    <name>_SameNumber</name>
    <message>
        <source>就是此人</source>
        <translation>This is the person</translation>
    </message>
    <message>
        <source>这个号码已登记为：{0}</source>
        <translation>This number is already entered for: {0}</translation>
    </message>
</context>
</TS>
