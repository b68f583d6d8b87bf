# Warnings are errors; sanitizers, the linker and the compiler cache are chosen here and nowhere else.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

# Every x86-64 processor since 2009 (x86-64 psABI, section 3.1.1).
if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
  add_compile_options(-march=x86-64-v2)
endif()
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Werror)
# Stacks that sanitizers and debuggers can walk; without it an audit takes 2 % less time.
add_compile_options($<$<NOT:$<CONFIG:Release>>:-fno-omit-frame-pointer>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # When optimising, g++ 12 warns of overlapping copies in std::string's own code that are none
  # (https://gcc.gnu.org/bugzilla/show_bug.cgi?id=105651).
  add_compile_options(-Wno-restrict)
endif()
if(FASTIDIOUS_PRECOMPILE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-fpch-preprocess)  # ccache needs it
  if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # As above: precompiled headers are no system headers to these.
    add_compile_options(-Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
  endif()
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # libstdc++ 12 itself uses what it marks as deprecated (std::stable_sort's temporary buffer), and
  # libgit2's initialisers (GIT_DIFF_OPTIONS_INIT) leave fields out.
  add_compile_options(-Wno-deprecated-declarations -Wno-missing-field-initializers)
endif()

if(FASTIDIOUS_SANITIZE)
  add_compile_options(-fsanitize=${FASTIDIOUS_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${FASTIDIOUS_SANITIZE})
endif()
if(FASTIDIOUS_SANITIZE MATCHES "thread")
  # src/base/parallel_for.h: TBB's own library is not built with ThreadSanitizer.
  add_compile_definitions(FASTIDIOUS_OWN_THREADS)
endif()
if(FASTIDIOUS_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # Without this ccache passes by what uses precompiled headers (its manual, "Precompiled headers").
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()
