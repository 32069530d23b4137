// noidai for C++11: the C interface with owners that free what they hold, and faults
// as exceptions. Everything in it is inline; link as for noidai.h.
//
//   noidai::Registry registry({{"units.csv", units}, {"households.csv", households}});
//   std::string answer = registry.ask(R"({"ask":"opened"})");
//   for (const noidai_row &row : registry.coverage(request).all()) …

#ifndef NOIDAI_HPP
#define NOIDAI_HPP

#include "noidai.h"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace noidai {

inline std::string text(noidai_text lent) { return std::string(lent.data ? lent.data : "", lent.length); }
inline noidai_text lend(const std::string &text) {
  noidai_text lent;
  lent.data = text.data();
  lent.length = text.size();
  return lent;
}

// What was refused. what() is the English message.
class Error : public std::runtime_error {
 public:
  explicit Error(noidai_error *error)
      : std::runtime_error(text(noidai_error_message(error, NOIDAI_ENGLISH))),
        code(noidai_error_code(error)),
        name(text(noidai_error_name(error))),
        path(text(noidai_error_path(error))),
        vietnamese(text(noidai_error_message(error, NOIDAI_VIETNAMESE))),
        document(text(noidai_error_document(error))) {
    noidai_error_free(error);
  }

  noidai_status code;
  std::string name, path, vietnamese, document;
};

// A file as it is handed in.
struct File {
  std::string name, content;
};

// The rows of an answer; their texts live as long as it.
class Rows {
 public:
  explicit Rows(noidai_rows *rows) : rows_(rows) {}
  Rows(Rows &&other) noexcept : rows_(other.rows_) { other.rows_ = nullptr; }
  Rows &operator=(Rows &&other) noexcept {
    std::swap(rows_, other.rows_);
    return *this;
  }
  Rows(const Rows &) = delete;
  Rows &operator=(const Rows &) = delete;
  ~Rows() { noidai_rows_free(rows_); }

  // The row of all that was asked about, then the others.
  std::vector<noidai_row> all() const & {
    std::vector<noidai_row> rows(noidai_rows_count(rows_));
    noidai_error *error = nullptr;
    if (noidai_rows_read(rows_, 0, rows.size(), sizeof(noidai_row), rows.data(), &error)) throw Error(error);
    return rows;
  }
  std::vector<noidai_row> all() const && = delete;  // The texts would be gone.

 private:
  noidai_rows *rows_;
};

inline std::vector<noidai_file> lend(const std::vector<File> &files) {
  std::vector<noidai_file> lent;
  for (const File &file : files) {
    noidai_file one;
    one.name = lend(file.name);
    one.content = lend(file.content);
    lent.push_back(one);
  }
  return lent;
}
inline std::string taken(noidai_bytes answer) {
  std::string made(answer.data, answer.length);
  noidai_bytes_free(&answer);
  return made;
}

// Everything known of the work of some places. It never changes.
class Registry {
 public:
  explicit Registry(const std::vector<File> &files, const std::string &options = "{}") : registry_(nullptr) {
    const std::vector<noidai_file> lent = lend(files);
    noidai_error *error = nullptr;
    if (noidai_registry_open(NOIDAI_ABI, lent.data(), lent.size(), lend(options), &registry_, &error))
      throw Error(error);
  }
  Registry(Registry &&other) noexcept : registry_(other.registry_) { other.registry_ = nullptr; }
  Registry &operator=(Registry &&other) noexcept {
    std::swap(registry_, other.registry_);
    return *this;
  }
  Registry(const Registry &) = delete;
  Registry &operator=(const Registry &) = delete;
  ~Registry() { noidai_registry_free(registry_); }

  // Answers a request, a document, with a document.
  std::string ask(const std::string &request) const {
    noidai_bytes answer = noidai_bytes();
    noidai_error *error = nullptr;
    if (noidai_ask(registry_, lend(request), &answer, &error)) throw Error(error);
    return taken(answer);
  }

  // Answers a request for coverage with rows.
  Rows coverage(const std::string &request) const {
    noidai_rows *rows = nullptr;
    noidai_error *error = nullptr;
    if (noidai_coverage(registry_, lend(request), &rows, &error)) throw Error(error);
    return Rows(rows);
  }

 private:
  noidai_registry *registry_;
};

// A journal that is kept open: told what is new, and asked. Threads may share it.
class Journal {
 public:
  explicit Journal(const std::vector<File> &files, const std::string &options = "{}") : journal_(nullptr) {
    const std::vector<noidai_file> lent = lend(files);
    noidai_error *error = nullptr;
    if (noidai_journal_open(NOIDAI_ABI, lent.data(), lent.size(), lend(options), &journal_, &error))
      throw Error(error);
  }
  Journal(Journal &&other) noexcept : journal_(other.journal_) { other.journal_ = nullptr; }
  Journal &operator=(Journal &&other) noexcept {
    std::swap(journal_, other.journal_);
    return *this;
  }
  Journal(const Journal &) = delete;
  Journal &operator=(const Journal &) = delete;
  ~Journal() { noidai_journal_free(journal_); }

  // Answers a request, a document, with a document.
  std::string ask(const std::string &request) const {
    noidai_bytes answer = noidai_bytes();
    noidai_error *error = nullptr;
    if (noidai_journal_ask(journal_, lend(request), &answer, &error)) throw Error(error);
    return taken(answer);
  }

  // Tells it what is new, a document; what is to be stored stands in the answer.
  std::string tell(const std::string &telling) {
    noidai_bytes answer = noidai_bytes();
    noidai_error *error = nullptr;
    if (noidai_journal_tell(journal_, lend(telling), &answer, &error)) throw Error(error);
    return taken(answer);
  }

 private:
  noidai_journal *journal_;
};

}  // namespace noidai

#endif  // NOIDAI_HPP
