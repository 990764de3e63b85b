// What a unit's decision to take part is made of (h).
#pragma once

#include <array>
#include <string_view>

#include "engine/core/column.hpp"
#include "engine/model/alliance/alliances.hpp"
#include "engine/model/attention/districts.hpp"
#include "engine/model/levers.hpp"
#include "engine/model/measures.hpp"
#include "engine/model/unit/parameters.hpp"
#include "engine/model/unit/subdistricts.hpp"
#include "engine/model/unit/units.hpp"

namespace gongjian::model {

// The terms of U in logits; losses are negative.
struct DecisionTerms {
  double own, kind, attention, autonomy, assessment, requirement, reciprocity, identity, habit, peers, rank, money,
      formalism, branches, fit, congestion;

  double utility() const {
    return own + kind + attention + autonomy + assessment + requirement + reciprocity + identity + habit + peers +
           rank + money + formalism + branches + fit + congestion;
  }
};

// What the units of one subdistrict have in common when they decide.
struct DecisionContext {
  DecisionContext(const ParticipationParameters&, const LearningParameters&, const LeverLevels&, const Districts&,
                  const Alliances&, const Subdistricts&, std::size_t subdistrict);

  DecisionTerms terms(const Units&, std::size_t unit) const;
  // Chance that an aware unit takes part this month.
  double chance(const DecisionTerms&, const Units&, std::size_t unit) const;
  // Whether a uniform draw lies below that chance.
  bool takes_part(double draw, const DecisionTerms&, const Units&, std::size_t unit) const;

  const ParticipationParameters& p;
  const LearningParameters& learning;
  ByKind attention{}, assessment{}, requirement{};
  std::array<double, 4> peers{};  // by type of co-operator
  double autonomy, money, branches, congestion;
  double platform, rank_loss;
  double opportunity;  // are there events to take part in
};

// The rank of the platform on which units of district d meet: the subdistrict's, or the district's.
double platform_rank(const ParticipationParameters&, const LeverLevels&, const Alliances&, std::size_t d);

// The latest decisions of all units, for those who ask; kept up to date only where `asked`. Not state.
struct Decisions {
  static constexpr std::string_view kName = "decisions";

  bool asked = false;
  core::Column<double> own, kind, attention, autonomy, assessment, requirement, reciprocity, identity, habit, peers,
      rank, money, formalism, branches, fit, congestion;
  core::Column<double> utility;      // their sum
  core::Column<double> opportunity;  // what is left of the chance where there are few events
  core::Column<double> propensity;   // of a Bush-Mosteller learner, who decides by it alone
  core::Column<double> chance;       // of taking part; 0 for a unit that does not know of co-building
  core::Column<std::uint8_t> aware;

  template <class V>
  void visit(V& v) {
    v("own", own, measure::logit, Words{"the unit's own inclination", "该单位的自身倾向"});
    v("kind", kind, measure::logit, Words{"inclination of its kind", "该类单位的倾向"});
    v("attention", attention, measure::logit, Words{"the leader's attention", "领导重视程度"});
    v("autonomy", autonomy, measure::logit, Words{"the alliance's autonomy", "共建组织的自主程度"});
    v("assessment", assessment, measure::logit, Words{"binding assessment", "考核约束"});
    v("requirement", requirement, measure::logit, Words{"a superior's requirement", "上级明确要求"});
    v("reciprocity", reciprocity, measure::logit,
      Words{"what it has got and given so far", "以往的付出与所得（互惠）"});
    v("identity", identity, measure::logit, Words{"identity with the community", "对社区的认同"});
    v("habit", habit, measure::logit, Words{"habit", "习惯"});
    v("peers", peers, measure::logit, Words{"what its neighbours do", "邻近单位的做法"});
    v("rank", rank, measure::logit, Words{"its rank above the platform's", "行政级别落差"});
    v("money", money, measure::logit, Words{"being asked for money", "被要求出钱"});
    v("formalism", formalism, measure::logit, Words{"felt formalism", "感到的形式主义"});
    v("branches", branches, measure::logit, Words{"a branch in the subdistrict", "街道的分支机构"});
    v("fit", fit, measure::logit, Words{"needs that have been met", "已得到满足的需求（供需契合）"});
    v("congestion", congestion, measure::logit, Words{"crowded activities", "活动拥挤"});
    v("utility", utility, measure::logit, Words{"the sum of these", "以上各项之和"});
    v("opportunity", opportunity, measure::share,
      Words{"part of the chance that the events held leave", "活动频率允许的参加机会"});
    v("propensity", propensity, measure::share,
      Words{"propensity of a Bush-Mosteller learner, who decides by it alone",
            "Bush-Mosteller 学习者的参加倾向，仅凭此决定"});
    v("chance", chance, measure::share, Words{"chance of taking part", "参加的概率"});
    v("aware", aware, measure::none, Words{"whether it knows of co-building", "是否知晓共建"});
  }
};

}  // namespace gongjian::model
