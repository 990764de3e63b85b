// Units of measure and kinds of source, as the field lists of this model use them.
#pragma once

#include "engine/core/fields.hpp"

namespace gongjian::model {

using core::Words;  // what a field means, in each of its visit lines

}  // namespace gongjian::model

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

inline constexpr core::Source assumed{{"assumed; vary it in a sensitivity analysis", "假设值；可在敏感性分析中变动"}};
inline constexpr core::Source article{{"the source article (Chen & Zhang 2014), part 2; number assumed",
                                       "来源文章（陈新光、章再彬 2014）第二部分；数值为假设"}};
inline constexpr core::Source tenure{{"actual tenure of city and county leaders is close to 3 years (Yao 2020, review)",
                                      "市县主要领导实际任期接近 3 年（Yao 2020，综述）"}};
inline constexpr core::Source registration_rule{{"Regulation 250 of 1998 on associations, article 10",
                                                 "《社会团体登记管理条例》（1998 年国务院令第 250 号）第十条"}};
inline constexpr core::Source party_statistics{
    {"party statistics of Shanghai, end of 2011", "上海党内统计，2011 年底"}};
inline constexpr core::Source census{{"third economic census of Shanghai, 2013; split of small kinds assumed",
                                      "上海市第三次经济普查，2013 年；数量少的类别的划分为假设"}};
inline constexpr core::Source cooperators{{"Fischbacher, Gaechter & Fehr 2001", "Fischbacher、Gaechter 与 Fehr 2001"}};
inline constexpr core::Source thresholds{
    {"mean from Granovetter 1978; spread assumed", "均值据 Granovetter 1978；标准差为假设"}};
inline constexpr core::Source firm_sizes{{"Axtell 2001 for the tail; body fitted to a mean of 30 (census 2013)",
                                          "尾部据 Axtell 2001；主体按均值 30 拟合（2013 年普查）"}};
inline constexpr core::Source needs_and_offers{
    {"Guangfulin, Songjiang, 2018: 112 needs, 118 offers of about 100 members",
     "松江广富林，2018 年：约 100 个成员单位，需求 112 项，可提供的服务 118 项"}};
inline constexpr core::Source conversion{
    {"Guangfulin, Songjiang, 2018: 21 projects; below that without contracts, assumed",
     "松江广富林，2018 年：21 个项目；没有契约时更低，为假设"}};
inline constexpr core::Source budgets{
    {"assumed from alliance budgets of 0.5-1 million yuan a year", "假设值，据共建组织每年 50 万至 100 万元的经费"}};

}  // namespace gongjian::model::source
