// What a model card says that no field list knows. Short, and true of any scenario.
#pragma once

#include "engine/core/fields.hpp"

namespace gongjian::run::odd_prose {

using core::Text;

inline const Text kOrder{
    "The order is that of ODD (Grimm et al. 2020); parts marked ODD+D answer what Müller et al. (2013) ask about human "
    "decisions. Tables are taken from the program's own field lists, so they are what is run.",
    "本文按 ODD 协议（Grimm 等，2020）的顺序编写；标有 ODD+D 的部分回答 Müller "
    "等（2013）关于人的决策的问题。各表直接取自"
    "程序的字段表，与实际运行的内容一致。"};

inline const Text kPurpose{
    "The model explains why district-level co-building alliances are busy while the district's leader cares for them "
    "and often fall silent when that leader moves on, and it compares what policies (the levers) would change. It is "
    "made for comparing policies under equal chance and for teaching, not for forecasts: most constants are "
    "assumptions, and the tables name the source of each.",
    "本模型解释区级共建组织为何在主要领导重视时红火、主要领导调整后往往停摆，并比较各种政策（杠杆）"
    "会带来什么改变。用于在相同"
    "随机条件下比较政策方案和教学，不用于预测：多数常数是假设，各表注明来源。"};
inline const Text kPatterns{
    "It is held to patterns, each with a bound that a test checks over many seeds (`docs/patterns.md`): among them "
    "that "
    "today's alliance stalls after its leader has left, and one that is registered and earns its living does not; that "
    "private firms and social organisations take part least; that a campaign fades while registrations stay; that "
    "receipts make members register rather than act; that two-way service turns the units' account of give and take "
    "positive; and that requirements from above raise participation and formalism together.",
    "模型须符合一组模式，每个模式都有界限，由测试用许多随机种子检验（`docs/"
    "patterns.md`）。例如：现行的共建组织在主要领导离任后"
    "停摆，登记且有自身收入的则不停摆；非公企业和社会组织参与最少；集中动员的效果消退而报到人数留存；"
    "回执使党员报到而非活跃；"
    "双向服务使单位的得失感转正；上级硬规定同时提高参与和形式主义。"};

inline const Text kEntities{
    "A city has districts; a district has one leader, one alliance and subdistricts; a subdistrict has a working "
    "committee, a market of needs and offers, a service centre and a white-collar station, neighbourhoods, and "
    "resident units; members live in a neighbourhood and, while in service, work for a unit. Each has one parent. "
    "Projects of co-building come into being in a run, with two to four units as parties, and their rows are kept. "
    "Every table below is one kind of entity, or counts over one, with a row each; \"at the start\" is what its rows "
    "hold before the first week.",
    "市下分区（县）；每区有一位主要领导、一个区域化党建组织和若干街道（镇）；"
    "每个街道有党工委、供需市场、党员服务中心和白领服务站，以及居民区和驻区单位；党员居住在一个居民区，"
    "在职党员还属于一个单位。各有唯一的上级。共建项目在运行中产生，由二至四个单位参加，"
    "其行一直保留。下面每张表是一类实体或对一类实体的统计，一行一个；“初始”一栏是第一周之前各行的取值。"};
inline const Text kScales{
    "One tick is one week; a month is 4 weeks, a quarter 13, a year 52. Space is the hierarchy above: near is what "
    "lies in the same neighbourhood, subdistrict or district. Money is in thousand yuan.",
    "一个时间步为一周；一个月为 4 周，一季度 13 周，一年 52 "
    "周。空间即上述层级：远近指是否同在一个居民区、街道或区。金额单位为千元。"};

inline const Text kProcess{
    "Each week the phases that are due run in this order. A phase reads what earlier phases have written; within a "
    "phase, other rows are read as they stood when it began, and each row writes only itself, so the order of rows and "
    "the number of threads change nothing. What a phase reads and writes is taken from its signature.",
    "每周按下列顺序执行到期的阶段。一个阶段读取前面阶段写出的内容；阶段内读取其他行在阶段开始时的值，每行只写自己，"
    "因此行的顺序和"
    "线程数不影响结果。读写内容取自函数签名。"};

inline const Text kPrinciples{
    "What a district's leader cares for gets done (allocation of attention, Jones & Baumgartner 2005); units choose by "
    "random utility (McFadden 1974), answer to others as conditional co-operators and other types do (Fischbacher, "
    "Gächter & Fehr 2001), keep an account of give and take (Gouldner 1960), learn of things by diffusion (Bass 1969), "
    "and are drawn to their neighbours' opinion without leaving their own (Friedkin & Johnsen 1990). An alliance needs "
    "push, money or an inner motive to go on.\n\nWorking committees represent the units in their subdistrict as well "
    "as their few seats allow; what is assessed by numbers is done, at the cost of what is not counted (Holmström & "
    "Milgrom 1991). Needs meet offers one to one, best first or by deferred acceptance (Gale & Shapley 1962); what is "
    "agreed becomes a project where there are money and somebody to coordinate it, and projects in which different "
    "kinds of unit join are worth more. A key project gathers units whose thresholds others have passed (Granovetter "
    "1978). Stations are queues with several servers and impatient visitors.",
    "主要领导重视的事就能办成（注意力分配，Jones 与 Baumgartner 2005）；单位按随机效用选择（McFadden "
    "1974），对他人行为的反应分为条件合作者等类型（Fischbacher、Gächter 与 Fehr 2001），心里有一本得失账（Gouldner "
    "1960），通过扩散得知共建（Bass 1969），观念受邻近单位影响又保留自己的立场（Friedkin 与 Johnsen "
    "1990）。共建组织要运转下去，须有推动、经费或内动力。\n\n党工委以有限的席位代表本街道的单位；量化考核的事办得多，"
    "未考核的则变差（Holmström 与 Milgrom "
    "1991）。需求与可提供的服务一对一对接，按匹配程度从高到低，或按延迟接受法（Gale 与 "
    "Shapley "
    "1962）；达成的协议在有经费、有人协调时成为项目，不同类别单位参加的项目价值更高。参加者达到各单位的阈值时，"
    "单位加入重点项目（Granovetter 1978）。服务站是多服务台、来访者会中途离开的排队系统。"};
inline const Text kDecisions{
    "**Who decides what.** Units decide month by month whether to take part and, once registered with the community, "
    "whether to keep contact with it; those that take part make needs and offers known by the quarter, and member "
    "units join a key project or do not. Part-time committee members come to a meeting or stay away. Members decide "
    "week by week whether to register where they live and to claim tasks. Leaders, alliances and committees follow "
    "rules and chance.\n\n**How.** A decision is a draw with a probability, for the most part the logistic function of "
    "a sum: own inclination, push and requirements from above, what is got for what is given, identity, habit, and "
    "what others do. Partners are found by scores (how often both take part, how near they are); a key project is "
    "joined by a threshold. Nobody optimises or plans; policies act on terms of the sums, or on the alliance, "
    "committees, projects and services themselves.\n\n**Norms and time.** Others' participation counts by the type of "
    "the unit. The past counts through habit and the account of give and take, which forget; the future does "
    "not.\n\n**Space and uncertainty.** Units look at their own subdistrict, and across the district where there is a "
    "platform. Uncertainty is in the draw, not in beliefs.",
    "**谁决定什么。** "
    "单位逐月决定是否参加，已报到的单位决定是否保持联系；参加的单位每季度提出需求和可提供的服务，"
    "成员单位决定是否加入重点项目。兼职委员决定是否到会。党员逐周决定是否到居住地报到、是否认领服务项目。主要领导、共建"
    "组织和党工委按规则和概率行事。\n\n**如何决定。** "
    "决定是按概率的抽取，概率多为若干项之和的逻辑函数：自身倾向、上级的推动和要求、付出与所得、认同、习惯，"
    "以及他人的做法。合作对象按得分选定（双方参加的频繁程度和远近）；是否加入重点项目取决于阈值。没有人作最优化或计划；"
    "政策作用于和中的各项，或作用于共建组织、党工委、项目和服务本身。\n\n**规范与时间。** "
    "他人的参与按单位的类型起作用。过去通过习惯和得失账起作用，且会淡忘；不考虑未来。\n\n**空间与不确定性。** "
    "单位看本街道的情况，有区级平台时也看全区。不确定性在抽取之中，不在信念之中。"};
inline const Text kEmergence{
    "Stalling and restart of alliances, participation and its spread over kinds of unit, the share of active members, "
    "matches, projects and their value, queues and residents' waiting emerge. Policy, events and the size and mix of "
    "the population are imposed.",
    "共建组织的停摆与恢复、参与率及其在各类单位间的差别、活跃党员占比、供需对接、项目及其价值、排队和居民的等待是涌现的"
    "结果。政策、事件、人口的规模与构成是给定的。"};
inline const Text kAdaptation{
    "Units and members adapt through state: who got little in return, did not take part, or felt formalism, is less "
    "likely to take part again; part-time committee members for whom meetings are irrelevant come less often. "
    "Alliances adapt their rhythm to push, money and autonomy.",
    "单位和党员通过状态变量适应：所得少、没有参加或感到形式主义的，以后较少参加；"
    "觉得会议与己无关的兼职委员较少到会。共建组织的活动频率随推动、经费和自主程度变化。"};
inline const Text kObjectives{"No agent pursues a stated objective; utilities weigh reasons, they are not maximised.",
                              "没有主体追求明确的目标；效用用于权衡理由，并不求最大。"};
inline const Text kLearning{
    "Habit, the account of give and take and the relevance of meetings follow experience by exponential averages; "
    "units that take part come to know each other's needs and offers. Rules of decision do not change. With "
    "`parameters.learning.bush_mosteller` units learn by stimulus alone (Macy & Flache 2002): what satisfies is done "
    "again.",
    "习惯、得失账和会议的相关程度按指数平均跟随经验；参加的单位逐步了解彼此的需求和优势。决策规则本身不变。打开 "
    "`parameters.learning.bush_mosteller` 时，单位只按所得刺激学习（Macy 与 Flache 2002）：满意的做法会重复。"};
inline const Text kPrediction{"Nobody predicts: agents act on what was, as a rule in the month or week before.",
                              "没有预测：主体依据已发生的情况行动，通常是上月或上周的情况。"};
inline const Text kSensing{
    "Agents know their own state without error and sums over the place they belong to (columns \"reads\" of section "
    "3); only a unit that is aware of co-building can take part, and of its needs and offers that part is known which "
    "its time in co-building and polling bring out.",
    "主体准确知道自己的状态以及所在地方的汇总（见第 3 "
    "节“读取”一栏）；知晓共建的单位才可能参加，其需求和可提供的服务中只有经参加和征询排摸而知晓的部分起作用。"};
inline const Text kInteraction{
    "Mostly indirect, through sums that all who belong to a place feed and read; section 2 names the phases that "
    "change each table, section 3 what each phase reads. Direct are matches and projects, which join single units; "
    "contacts of the comprehensive committee with single firms and social organisations; receipts and feedback between "
    "members and their employer; and tasks and landed projects, which serve the residents of one neighbourhood. Units "
    "compete for places in projects, coordination, funds and service; where too many take part, they are crowded.",
    "多为间接作用：同属一地的主体共同形成并读取汇总量。第 2 节列出改变各表的阶段，第 3 "
    "节列出各阶段读取的内容。直接作用有：供需对接和项目，把具体单位联系起来；综合党委与具体“两新”组织的联系；"
    "党员与所在单位之间的回执和反馈；服务项目和落地项目，"
    "服务于一个居民区的居民。单位之间在项目、协调、经费和服务上有竞争；参加者过多时会拥挤。"};
inline const Text kCollectives{
    "Alliances, subdistricts with their working committees, and neighbourhoods are collectives with a state of their "
    "own; projects are collectives of two to four units for a time. Kinds along the dimensions of the outputs:",
    "共建组织、街道及其党工委和居民区是有自身状态的集体；项目是二至四个单位一段时间内的集体。各输出维度上的类别："};
inline const Text kHeterogeneity{
    "The rows of one table differ in their own inclination and in all that the start column of section 2 shows as a "
    "range; "
    "all follow the same rules. Parameters named `….*` differ by kind.",
    "同一张表中的个体在自身倾向以及第 2 节“初始”一栏所示的取值上各不相同，规则相同。名称为 `….*` 的参数因类别而异。"};
inline const Text kStochasticity{
    "The city is built by draws, and chance enters in the phases named below. Each draw is a function of seed, "
    "purpose, "
    "entity and week alone, so scenarios with one seed meet the same chance (common random numbers) and a run can be "
    "repeated to the last bit. Phases that draw:",
    "城市的构建含随机抽取，运行中的随机性出现在下列阶段。每次抽取只取决于种子、用途、实体和周，"
    "因此种子相同的情景面对相同的随机"
    "条件（共同随机数），运行可逐位复现。含随机抽取的阶段："};
inline const Text kObservation{"Outputs are logged; outcomes are what a run comes to.",
                               "输出逐周记录；结果指标是一次运行的归结。"};

inline const Text kInitialization{
    "The city is synthesised from counts by district (section 2) and the parameters below, which no phase reads again: "
    "units are dealt out by kind, sizes, inclinations, needs and offers are drawn, members are given homes and "
    "employers. Another seed builds another city of the same counts. How the columns start is told in section 2; seats "
    "on working committees are given in the first week.",
    "城市由各区的数量（第 2 "
    "节）和下列参数合成，以后各阶段不再读取这些参数：按类别分派单位，抽取规模、倾向、需求和优势，"
    "为党员安排住处和单位。换一个种子，得到数量相同的另一座城市。各变量的初始值见第 2 节；党工委的席位在第一周产生。"};
inline const Text kInput{
    "No time series is read. What drives a run from outside is the scenario's policy and its events.",
    "不读取时间序列。来自外部的驱动是情景的政策和事件。"};
inline const Text kLevers{
    "A lever rises over its ramp and holds until its end. Of what is on paper a part is carried out, which grows with "
    "the months (`parameters.execution`) and with the lever `execution`; where several settings of one lever meet, the "
    "highest counts.",
    "杠杆在逐步到位期内上升，保持到结束。纸面上的内容只落实一部分，落实程度随月数（`parameters.execution`）和杠杆 "
    "`execution` 提高；同一杠杆有多项设置时取最高者。"};
inline const Text kSubmodels{
    "Each phase of section 3 is one submodel; `docs/one_tick.md` gives the equations, and the letters in brackets are "
    "theirs. Their parameters follow by group; values that this scenario changes are in bold.",
    "第 3 节的每个阶段是一个子模型；方程见 "
    "`docs/one_tick.md`，括号中的字母是方程编号。下面按组列出参数，本情景改动的值用粗体。"};

inline const Text kReferences{
    "Bass (1969) *Management Science* 15:215. Fischbacher, Gächter & Fehr (2001) *Economics Letters* 71:397. Friedkin "
    "& Johnsen (1990) *Journal of Mathematical Sociology* 15:193. Gale & Shapley (1962) *American Mathematical "
    "Monthly* 69:9. Gouldner (1960) *American Sociological Review* 25:161. Granovetter (1978) *American Journal of "
    "Sociology* 83:1420. Grimm et al. (2020) *Journal of Artificial Societies and Social Simulation* 23(2):7. "
    "Holmström & Milgrom (1991) *Journal of Law, Economics, & Organization* 7:24. Jones & Baumgartner (2005) *The "
    "Politics of Attention*. Macy & Flache (2002) *Proceedings of the National Academy of Sciences* 99:7229. McFadden "
    "(1974) in Zarembka (ed.) *Frontiers in Econometrics*. Müller et al. (2013) *Environmental Modelling & Software* "
    "48:37.",
    "Bass (1969) *Management Science* 15:215。Fischbacher, Gächter & Fehr (2001) *Economics Letters* 71:397。Friedkin "
    "& Johnsen (1990) *Journal of Mathematical Sociology* 15:193。Gale & Shapley (1962) *American Mathematical "
    "Monthly* 69:9。Gouldner (1960) *American Sociological Review* 25:161。Granovetter (1978) *American Journal of "
    "Sociology* 83:1420。Grimm et al. (2020) *Journal of Artificial Societies and Social Simulation* "
    "23(2)：7。Holmström & Milgrom (1991) *Journal of Law, Economics, & Organization* 7:24。Jones & Baumgartner (2005) "
    "*The Politics of Attention*。Macy & Flache (2002) *Proceedings of the National Academy of Sciences* "
    "99:7229。McFadden (1974) 载 Zarembka (ed.) *Frontiers in Econometrics*。Müller et al. (2013) *Environmental "
    "Modelling & Software* 48:37。"};

}  // namespace gongjian::run::odd_prose
