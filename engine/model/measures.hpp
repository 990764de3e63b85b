// Units of measure and kinds of source, as the field lists of this model use them.
#pragma once

#include "engine/core/fields.hpp"

namespace gongjian::model::measure {

inline constexpr core::Unit none{"1"};
inline constexpr core::Unit share{"1"};
inline constexpr core::Unit logit{"logit"};
inline constexpr core::Unit week{"week"};
inline constexpr core::Unit year{"year"};
inline constexpr core::Unit per_week{"1/week"};
inline constexpr core::Unit per_month{"1/month"};
inline constexpr core::Unit hour{"hour"};
inline constexpr core::Unit count{"count"};
inline constexpr core::Unit money{"1000 CNY"};
inline constexpr core::Unit money_per_week{"1000 CNY/week"};
inline constexpr core::Unit money_per_year{"1000 CNY/year"};
inline constexpr core::Unit events_per_week{"event/week"};

}  // namespace gongjian::model::measure

namespace gongjian::model::source {

inline constexpr core::Source assumed{"assumed; vary it in a sensitivity analysis"};
inline constexpr core::Source article{"the source article (Chen & Zhang 2014), part 2; number assumed"};
inline constexpr core::Source tenure{"actual tenure of city and county leaders is close to 3 years (Yao 2020, review)"};
inline constexpr core::Source registration_rule{"Regulation 250 of 1998 on associations, article 10"};
inline constexpr core::Source party_statistics{"party statistics of Shanghai, end of 2011"};
inline constexpr core::Source census{"third economic census of Shanghai, 2013; split of small kinds assumed"};
inline constexpr core::Source cooperators{"Fischbacher, Gaechter & Fehr 2001"};
inline constexpr core::Source thresholds{"mean from Granovetter 1978; spread assumed"};
inline constexpr core::Source firm_sizes{"Axtell 2001 for the tail; body fitted to a mean of 30 (census 2013)"};
inline constexpr core::Source needs_and_offers{
    "Guangfulin, Songjiang, 2018: 112 needs, 118 offers of about 100 members"};
inline constexpr core::Source conversion{
    "Guangfulin, Songjiang, 2018: 21 projects; below that without contracts, assumed"};
inline constexpr core::Source budgets{"assumed from alliance budgets of 0.5-1 million yuan a year"};

}  // namespace gongjian::model::source
