#include "analysis/abc.hpp"
#include "engine/core/say.hpp"
#include "engine/run/experiment.hpp"
#include "engine/run/experiment_keys.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/scenario_keys.hpp"
#include "engine/run/schema.hpp"

namespace gongjian::run {
namespace {

namespace schema = io::schema;
using schema::Keys;

schema::Names series_names() {
  schema::Names names;
  for (const Series& series : city_series()) names.push_back(series.name);
  return names;
}

// What results have as the name of a factor or an outcome.
io::Table own_name() { return schema::matching("^[a-z0-9_]{1,60}$"); }
io::Table any_number() { return schema::number(kAnyNumber); }

io::Table policy(bool chinese) {
  Keys keys(chinese);
  add_piece(keys);
  keys.add("name", schema::matching("."), {"what results call it", "政策方案在结果中的名称"}).require("name");
  keys.add("scenario", schema::text(),
           {"another scenario, in place of the experiment's", "另一个情景，用以代替实验的情景"});
  return keys.take();
}

io::Table factor(bool chinese) {
  Keys keys(chinese);
  keys.add("path", schema::text(),
           {"the key of the scenario that it sets, such as levers.two_way", "它所设定的情景键，如 levers.two_way"});
  keys.require("path");
  keys.add("name", own_name(),
           {"what results call it; the end of the path where left out", "因子在结果中的名称；不写则为路径的末段"});
  add_text(keys, "title", {"what reports call it", "因子在报告中的名称"});
  keys.add("role", schema::with_default(schema::one_of({kRoles.begin(), kRoles.end()}), {std::string(kRoles[0]), {}}),
           {"whether it is uncertain, or up to policy", "它是不确定的，还是由政策决定"});
  keys.add("values", schema::list_of({}, kValues),
           {"what it may be: numbers, texts, dates, true and false", "可取的值：数、文字、日期、true 和 false"});
  keys.add("posterior", schema::text(),
           {"a file of gongjian calibrate, from which it is drawn", "gongjian calibrate 写出的文件，从中抽取"});
  keys.add("distribution", schema::one_of({kDistributions.begin(), kDistributions.end()}),
           {"how it is distributed; uniform, or whole numbers, where left out", "分布；不写则为均匀分布或整数"});
  keys.add("low", any_number(), {"least value", "最小值"});
  keys.add("high", any_number(), {"greatest value", "最大值"});
  keys.add("mean", any_number(), {"of normal and lognormal", "用于 normal 和 lognormal：均值"});
  keys.add("sd", any_number(), {"of normal and lognormal: standard deviation", "用于 normal 和 lognormal：标准差"});
  keys.add("mode", any_number(), {"of triangular: the likeliest value", "用于 triangular：最可能的值"});
  keys.add("a", any_number(), {"of beta: first shape", "用于 beta：第一个形状参数"});
  keys.add("b", any_number(), {"of beta: second shape", "用于 beta：第二个形状参数"});
  keys.add("levels", schema::whole(kGridLevels),
           {"in a grid: how many levels from low to high, both ends included",
            "用于 grid：自 low 至 high 的水平数，含两端"});
  return keys.take();
}

io::Table design(bool chinese, std::string_view kind) {
  Keys keys(chinese);
  keys.add("kind", schema::one_of({kind}), {"how points are chosen", "如何取点"}).require("kind");
  const bool has_points = kind == "lhs" || kind == "sobol" || kind == "saltelli";
  if (has_points)
    keys.add("points", schema::whole(kPoints), {"how many; base points in saltelli", "点数；在 saltelli 中为基点数"})
        .require("points");
  if (kind == "morris") {
    keys.add("trajectories", schema::whole(kTrajectories),
             {"how many; each costs a run more than there are factors", "轨迹数；每条轨迹的运行次数为因子数加 1"});
    keys.require("trajectories");
    io::Table levels = schema::whole(kMorrisLevels);
    levels.set("multipleOf", schema::plain(2));
    keys.add("levels", schema::with_default(std::move(levels), schema::plain(DesignSettings{}.levels)),
             {"of each factor; an even number", "每个因子的水平数；须为偶数"});
  }
  if (has_points || kind == "morris")
    keys.add("seed", schema::with_default(schema::whole(), {std::int64_t{1}, {}}),
             {"of what is drawn", "抽样的随机种子"});
  if (kind == "csv")
    keys.add("file", schema::text(), {"a CSV file with a column for each factor", "CSV 文件，每个因子一列"})
        .require("file");
  if (kind == "list") {
    io::Table point;
    point.set("type", {std::string("object"), {}});
    keys.add("point", schema::list_of(std::move(point), kPoints),
             {"each gives a value for each factor", "每个点为每个因子给出一个值"});
    keys.require("point");
  }
  return keys.take();
}

io::Table design(bool chinese) {
  std::vector<io::Table> kinds;
  for (const std::string_view kind : kDesigns) kinds.push_back(design(chinese, kind));
  return schema::either(std::move(kinds));
}

// Keys of every outcome.
void add_outcome_keys(Keys& keys) {
  add_text(keys, "title", {"what reports call it", "结果指标在报告中的名称"});
  keys.add("direction", schema::one_of({kDirections.begin(), kDirections.end()}),
           {"what is wanted of it", "希望它多还是少"});
  keys.add("at_least", any_number(), {"what satisfies", "达到多少即为满意"});
  keys.add("at_most", any_number(), {"what satisfies", "不超过多少即为满意"});
  keys.add("target", any_number(), {"in a calibration: what it is to come near", "用于校准：要接近的目标"});
  keys.add("weight", schema::with_default(schema::number(kTargetWeights), schema::plain(analysis::AbcTarget{}.weight)),
           {"in a calibration: of its squared distance", "用于校准：其距离平方的权重"});
  io::Table scale = any_number();
  scale.set("not", {schema::number({kAnyNumber.low, 0}), {}});
  keys.add("scale", std::move(scale),
           {"in a calibration: what counts as one unit of distance; how far runs lie apart "
            "where left out",
            "用于校准：作为一个单位的距离；不写则取自各次运行的离散程度"});
}

io::Table outcome(bool chinese) {
  schema::Names names;
  for (const Outcome& each : outcomes()) names.push_back(each.name);
  Keys standard(chinese);
  standard.add("name", schema::one_of(names),
               {"a standard outcome (gongjian list outcomes)", "标准结果指标（gongjian list outcomes）"});
  standard.require("name");
  add_outcome_keys(standard);

  Keys own(chinese);
  own.add("name", own_name(), {"what results call it", "结果指标在结果中的名称"}).require("name");
  own.add("of", schema::one_of(series_names()), {"the weekly series that is reduced", "要汇总的每周序列"})
      .require("of");
  own.add("take", schema::one_of({kTakes.begin(), kTakes.end()}),
          {"how the series becomes one number", "序列如何变成一个数"});
  own.require("take");
  own.add("from", schema::week(kWeeks), {"first week that counts, or a date", "计入的第一周，或日期"});
  own.add("to", schema::week(kWeeks), {"last week that counts, or a date", "计入的最后一周，或日期"});
  own.add("last", schema::whole(kLengths),
          {"so many last weeks count, instead of from and to", "计入最后多少周，用以代替 from 和 to"});
  own.add("above", any_number(),
          {"the condition of first_week, share_of_weeks and survival: above this",
           "first_week、share_of_weeks 和 survival 的条件：高于此数"});
  own.add("below", any_number(), {"the same: below this", "同上：低于此数"});
  add_outcome_keys(own);
  return schema::either({standard.take(), own.take()});
}

void add_calibration(Keys& keys) {
  const analysis::AbcOptions standard;
  const auto number = [&](const char* key, core::Range range, double value, const core::Text& text) {
    keys.add(std::string("calibration.") + key, schema::with_default(schema::number(range), schema::plain(value)),
             text);
  };
  keys.add("calibration.method",
           schema::with_default(schema::one_of({kMethods.begin(), kMethods.end()}), {std::string(kMethods[1]), {}}),
           {"the nearest of many runs, or sequential Monte Carlo", "取众多运行中最接近的，或用序贯蒙特卡罗"});
  keys.add("calibration.particles", schema::whole(kParticles),
           {"parameter sets that the posterior has", "后验分布的粒子数"});
  keys.add("calibration.runs", schema::whole(kCalibrationRuns),
           {"at most; with rejection, exactly so many", "运行次数上限；rejection 时恰为此数"});
  keys.add("calibration.seed", schema::with_default(schema::whole(), {std::int64_t{1}, {}}),
           {"of what is drawn", "抽样的随机种子"});
  number("accept", kPilotShares, standard.pilot_share,
         {"share of the first round's runs that is kept (smc)", "第一轮保留的比例（smc）"});
  keys.add("calibration.rounds", schema::with_default(schema::whole(kRounds), schema::plain(standard.rounds)),
           {"at most (smc)", "轮数上限（smc）"});
  number("quantile", kQuantiles, standard.quantile,
         {"of the distances, which the next round must come within (smc)", "下一轮的容许距离为距离的此分位数（smc）"});
  number("least_acceptance", kAcceptances, standard.least_acceptance,
         {"a round that accepts less is the last (smc)", "接受率低于此数的一轮为最后一轮（smc）"});
  number("tolerance", kTolerances, standard.tolerance,
         {"a round that has reached this distance is the last (smc)", "容许距离达到此数的一轮为最后一轮（smc）"});
}

}  // namespace

io::Table experiment_schema(bool chinese) {
  Keys keys(chinese);
  add_text(keys, "title", {"what it is called", "标题"});
  add_text(keys, "description", {"what it is about", "说明"});
  keys.add("extends", schema::matching("^[^/]"),
           {"the experiment on top of which this one is, beside it or shipped",
            "此实验所扩展的实验：同一文件夹中的，或自带的"});
  keys.add("scenario", schema::text(),
           {"the scenario that it is about: a file beside this one, or a shipped one",
            "实验所用的情景：同一文件夹中的文件，或自带的情景"});
  keys.add("replicates", schema::with_default(schema::whole(kReplicates), {std::int64_t{1}, {}}),
           {"runs of each point under each policy, with seeds one after the other",
            "每个点、每个政策方案的重复次数，种子依次递增"});
  keys.add("seed", schema::whole(),
           {"of the first replicate; the scenario's where left out", "第一次重复的种子；不写则为情景的种子"});
  keys.add("series", schema::some_of(series_names(), true),
           {"weekly series that are kept; none where left out", "保留的每周序列；不写则不保留"});
  keys.add("common", piece(chinese),
           {"a piece of a scenario on top, under all policies", "情景的一部分，用于所有政策方案"});
  keys.add("design", design(chinese), {"which points of the uncertainties are tried", "试不确定因子的哪些点"});
  keys.add("policy", schema::list_of(policy(chinese)),
           {"what can be decided: pieces of a scenario on top", "可供选择的政策方案：情景的一部分"});
  keys.add("factor", schema::list_of(factor(chinese)), {"what differs from point to point", "逐点变动的因子"});
  keys.add("outcome", schema::list_of(outcome(chinese)),
           {"what is wanted; all standard outcomes where none is named", "结果指标；不写则为全部标准指标"});
  add_calibration(keys);
  keys.require_any({"scenario", "extends"});
  return file_schema({"gongjian: an experiment or calibration", "gongjian 实验或校准"}, std::move(keys));
}

}  // namespace gongjian::run
