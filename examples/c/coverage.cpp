// The same question in C++11: owners free what they hold, faults are exceptions.
//
//   coverage-cpp DAY FILE.csv...
#include <noidai.hpp>

#include <fstream>
#include <iostream>
#include <iterator>

int main(int argc, char **argv) {
  if (argc < 3) {
    std::cerr << "usage: coverage-cpp DAY FILE.csv...\n";
    return 2;
  }
  std::vector<noidai::File> files;
  for (int at = 2; at < argc; at++) {
    std::string path = argv[at];
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      std::cerr << path << ": cannot be read\n";
      return 2;
    }
    std::string content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    files.push_back({path.substr(path.rfind('/') + 1), content});
  }
  try {
    noidai::Registry registry(files);
    noidai::Rows rows = registry.coverage(
        R"({"ask":"coverage","rule":"ministry-household","question":{"day":")" + std::string(argv[1]) +
        R"(","by":["commune"]}})");
    for (const noidai_row &row : rows.all())
      std::cout << noidai::text(row.code) << '\t' << noidai::text(row.name) << '\t' << row.numerator << '\t'
                << row.population << '\n';
  } catch (const noidai::Error &error) {
    std::cerr << error.vietnamese << '\n';
    return 1;
  }
}
