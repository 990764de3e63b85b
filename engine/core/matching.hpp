// One-to-one matching of rows and columns by scores; at most one partner each.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace gongjian::core {

inline constexpr std::size_t kUnmatched = static_cast<std::size_t>(-1);

// The pairs in order of their score, best first, each taken where both are still free. `score(row, column)`: below
// 0 where the pair may not be; `tie(row, column)`: a number that decides between equal scores, lowest first.
// Gives the column of each row, or kUnmatched. O(n log n) in the number of pairs.
template <class Score, class Tie>
std::vector<std::size_t> greedy_matching(std::size_t rows, std::size_t columns, Score score, Tie tie) {
  struct Pair {
    double score;
    std::uint64_t tie;
    std::size_t row, column;
  };
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j)
      if (const double s = score(i, j); s >= 0) pairs.push_back({s, tie(i, j), i, j});
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.tie != b.tie) return a.tie < b.tie;
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  });
  std::vector<std::size_t> partner(rows, kUnmatched);
  std::vector<std::uint8_t> taken(columns, 0);
  for (const Pair& pair : pairs) {
    if (partner[pair.row] != kUnmatched || taken[pair.column]) continue;
    partner[pair.row] = pair.column;
    taken[pair.column] = 1;
  }
  return partner;
}

// Deferred acceptance (Gale & Shapley 1962): rows propose in the order of their own score, columns keep the best
// proposal by theirs, so that no row and column would both rather have each other. Scores below 0: not acceptable.
// Equal scores go to the lower number. Gives the column of each row, or kUnmatched.
template <class RowScore, class ColumnScore>
std::vector<std::size_t> deferred_acceptance(std::size_t rows, std::size_t columns, RowScore row_score,
                                             ColumnScore column_score) {
  std::vector<std::vector<std::size_t>> wishes(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    std::vector<double> scores(columns);
    for (std::size_t j = 0; j < columns; ++j) scores[j] = row_score(i, j);
    wishes[i].resize(columns);
    std::iota(wishes[i].begin(), wishes[i].end(), std::size_t{0});
    std::stable_sort(wishes[i].begin(), wishes[i].end(),
                     [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    wishes[i].erase(std::find_if(wishes[i].begin(), wishes[i].end(), [&](std::size_t j) { return scores[j] < 0; }),
                    wishes[i].end());
  }
  std::vector<std::size_t> partner(rows, kUnmatched), held(columns, kUnmatched), next(rows, 0), free_rows(rows);
  std::iota(free_rows.rbegin(), free_rows.rend(), std::size_t{0});
  while (!free_rows.empty()) {
    const std::size_t i = free_rows.back();
    if (next[i] == wishes[i].size()) {
      free_rows.pop_back();
      continue;
    }
    const std::size_t j = wishes[i][next[i]++];
    const double score = column_score(i, j);
    if (score < 0) continue;
    const std::size_t rival = held[j];
    if (rival != kUnmatched) {
      const double rivals = column_score(rival, j);
      if (rivals > score || (rivals == score && rival < i)) continue;
      partner[rival] = kUnmatched;
    }
    free_rows.pop_back();
    if (rival != kUnmatched) free_rows.push_back(rival);
    held[j] = i;
    partner[i] = j;
  }
  return partner;
}

}  // namespace gongjian::core
