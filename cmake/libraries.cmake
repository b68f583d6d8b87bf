# The libraries the program stands on, all from Debian 12 (scripts/setup.sh installs them).
find_package(PkgConfig REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(TBB REQUIRED)
find_package(Threads REQUIRED)
set(ZLIB_USE_STATIC_LIBS ON)  # few bytes, and nothing to load at every start
find_package(ZLIB REQUIRED)
find_library(LIBDEFLATE NAMES libdeflate.a deflate REQUIRED)
# Only its headers: src/repo/libgit2.h loads it when it is first asked.
pkg_check_modules(LIBGIT2 REQUIRED libgit2)
pkg_check_modules(TOMLPLUSPLUS REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(GMP REQUIRED IMPORTED_TARGET gmp)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
# Static as well: a few hundred kilobytes, and nothing to load at every start.
find_library(PUGIXML_LIBRARY NAMES libpugixml.a REQUIRED)
find_library(SQLITE3_LIBRARY NAMES libsqlite3.a REQUIRED)
pkg_check_modules(YAMLCPP REQUIRED IMPORTED_TARGET yaml-cpp)

add_library(fastidious_libraries INTERFACE)
target_link_libraries(fastidious_libraries INTERFACE
  CLI11::CLI11 fmt::fmt nlohmann_json::nlohmann_json TBB::tbb Threads::Threads ZLIB::ZLIB
  ${LIBDEFLATE} ${CMAKE_DL_LIBS} PkgConfig::TOMLPLUSPLUS PkgConfig::UTF8PROC PkgConfig::XXHASH PkgConfig::RE2
  PkgConfig::GMP PkgConfig::YAMLCPP ${PUGIXML_LIBRARY} ${SQLITE3_LIBRARY} m)
if(NOT FASTIDIOUS_SANITIZE)
  find_package(mimalloc REQUIRED)
  target_link_libraries(fastidious_libraries INTERFACE mimalloc)
  set_source_files_properties(src/base/huge_pages.cpp PROPERTIES
                              COMPILE_DEFINITIONS FASTIDIOUS_MIMALLOC)
endif()
