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
</context>
<context>
    <name>AcceptPage</name>
    <message>
        <source>受理</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>先选要办的事项。</source>
        <translation>First choose what is asked for.</translation>
    </message>
    <message>
        <source>先选申请人：打姓名、拼音首字母或证件号后四位。</source>
        <translation>First choose who asks: name, pinyin initials or the last four of the ID number.</translation>
    </message>
    <message>
        <source>这个人的同一事项还没有办完，请先选右边三条路之一。</source>
        <translation>An open case of the same person and item: choose one of the three ways on the right first.</translation>
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
        <source>代办员</source>
        <translation>Agents</translation>
    </message>
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
        <source>{0}（还没有在这台电脑设口令）</source>
        <translation>{0} (no PIN on this computer yet)</translation>
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
</context>
<context>
    <name>ChoiceMenu</name>
    <message>
        <source>{0} 等 {1} 项</source>
        <translation>{0} and more, {1} in all</translation>
    </message>
</context>
<context>
    <name>CodeStep</name>
    <message>
        <source>网址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>如 https://10.8.0.2:8443</source>
        <translation>e.g. https://10.8.0.2:8443</translation>
    </message>
    <message>
        <source>在乡镇电脑上生成，只能用一次。没有网络时可先跳过，以后在“同步”里填。</source>
        <translation>Made on the township&apos;s computer, works once. Without a network skip it now and fill it in later under “Sync”.</translation>
    </message>
    <message>
        <source>请填写网址。</source>
        <translation>Please fill in the address.</translation>
    </message>
    <message>
        <source>乡镇给的网址和登记码</source>
        <translation>Address and enrolment code from the township</translation>
    </message>
    <message>
        <source>登记码</source>
        <translation>Enrolment code</translation>
    </message>
    <message>
        <source>请填写登记码。</source>
        <translation>Please fill in the enrolment code.</translation>
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
    <name>EnrolCard</name>
    <message>
        <source>加入乡镇</source>
        <translation>Join a township</translation>
    </message>
    <message>
        <source>网址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>如 https://10.8.0.2:8443</source>
        <translation>e.g. https://10.8.0.2:8443</translation>
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
    <message>
        <source>请填写这一项。</source>
        <translation>Please fill this in.</translation>
    </message>
    <message>
        <source>登记码</source>
        <translation>Enrolment code</translation>
    </message>
</context>
<context>
    <name>EventForm</name>
    <message>
        <source>记下  Ctrl+回车</source>
        <translation>Note it  Ctrl+Enter</translation>
    </message>
    <message>
        <source>不记了  Esc</source>
        <translation>Leave it  Esc</translation>
    </message>
    <message>
        <source>请填“{0}”。</source>
        <translation>Please fill in “{0}”.</translation>
    </message>
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
        <source>一位承办人的件</source>
        <translation>One handler&apos;s cases</translation>
    </message>
    <message>
        <source>事项不限，可打拼音首字母</source>
        <translation>Any item; pinyin initials work</translation>
    </message>
    <message>
        <source>上级退回</source>
        <translation>Returned from above</translation>
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
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>退格</source>
        <translation>Erase</translation>
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
    <name>PaperPreview</name>
    <message>
        <source>单据预览</source>
        <translation>Paper preview</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Smaller</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Larger</translation>
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
        <source>第 {0} 次打印</source>
        <translation>Print no. {0}</translation>
    </message>
    <message>
        <source>{0}：{1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>没有找到打印机，可先存为 PDF。</source>
        <translation>No printer found; save as PDF for now.</translation>
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
        <source>这台电脑没有系统密码库，登记簿用设置时约定的口令加密。</source>
        <translation>This computer has no credential store; the register is encrypted with the passphrase agreed at set-up.</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>打开登记簿</source>
        <translation>Open the register</translation>
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
        <source>这台电脑没有系统密码库，登记簿要用口令加密，每次启动都要输。至少 8 个字；请抄在纸上锁进柜子，忘了就再也打不开。</source>
        <translation>This computer has no credential store; the register is encrypted with a passphrase, asked for at every start. At least 8 characters; write it down and lock it away: without it the register never opens again.</translation>
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
    <name>PersonPanel</name>
    <message>
        <source>还没有办过事。</source>
        <translation>Nothing was asked for yet.</translation>
    </message>
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
        <source>办件</source>
        <translation>Cases</translation>
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
        <source>此人的办件，回车打开</source>
        <translation>This person&apos;s cases, Enter opens</translation>
    </message>
    <message>
        <source>左边打几个字母查找，或登记新群众</source>
        <translation>Type a few letters on the left, or enter a new villager</translation>
    </message>
    <message>
        <source>同一证件号还登记着：{0}。请对照户口簿，改正号码填错的那一位。</source>
        <translation>The same ID number is also entered for: {0}. Compare with the household booklet and correct the wrong one.</translation>
    </message>
</context>
<context>
    <name>PrinterChoice</name>
    <message>
        <source>打印机</source>
        <translation>Printer</translation>
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
</context>
<context>
    <name>PrintersSection</name>
    <message>
        <source>打印机</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>重新查找打印机</source>
        <translation>Look for printers again</translation>
    </message>
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
        <source>正在查找打印机…</source>
        <translation>Looking for printers…</translation>
    </message>
    <message>
        <source>系统默认打印机</source>
        <translation>The system&apos;s usual printer</translation>
    </message>
    <message>
        <source>找到 {0} 台打印机。</source>
        <translation>{0} printers found.</translation>
    </message>
    <message>
        <source>这台电脑还没有装打印机；单据可以先存成文件。</source>
        <translation>This computer has no printer yet; papers can be saved as files.</translation>
    </message>
    <message>
        <source>{0}，A5 纸</source>
        <translation>{0}, A5 paper</translation>
    </message>
    <message>
        <source>{0}，A4 纸裁成三联</source>
        <translation>{0}, A4 paper cut in three</translation>
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
        <source>{0}：现在是“{1}”，晚到的是“{2}”</source>
        <translation>{0}: now “{1}”, came late “{2}”</translation>
    </message>
    <message>
        <source>用晚到的</source>
        <translation>Use the late one</translation>
    </message>
    <message>
        <source>打开这件</source>
        <translation>Open this case</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>Understood</translation>
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
        <source>备份口令</source>
        <translation>Backup passphrase</translation>
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
    <name>SyncPage</name>
    <message>
        <source>已加入 {0}，现在开始上传。</source>
        <translation>Joined {0}, sending now.</translation>
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
        <source>本月</source>
        <translation>This month</translation>
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
        <source>受理 {0} 件，办结 {1} 件，其中按期 {2} 件</source>
        <translation>{0} accepted, {1} completed, {2} of them in time</translation>
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
