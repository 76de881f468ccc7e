# Compiler settings of every target, and the function that makes one library of one folder of src/.

# greffe_settings(target): warnings, hardening and the sanitizers asked for.
function(greffe_settings target)
  # C17 and POSIX for all; what speaks to Linux itself says so.
  target_compile_definitions(${target} PRIVATE _POSIX_C_SOURCE=200809L)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Wvla -Wundef
    -Wwrite-strings -Wstrict-prototypes -Wmissing-prototypes
    # The same tree in another folder gives the same objects.
    -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.
    -fstack-protector-strong)
  if(GREFFE_SANITIZE)
    target_compile_options(${target} PRIVATE
      -fsanitize=${GREFFE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    # Lets the arena give every allocation its own block, so that overruns are seen.
    target_compile_definitions(${target} PRIVATE GREFFE_SANITIZED)
    target_link_options(${target} PUBLIC -fsanitize=${GREFFE_SANITIZE})
    if(GREFFE_FUZZ)
      target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
    endif()
  else()
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>)
  endif()
endfunction()

# layer(name [HEADERS_ONLY] [LINUX] [INSIDE layers…] [FOREIGN libraries…]): greffe_<name> from
# src/<name>/*.c. Its own folder is its public include folder. A folder without a .c has headers only.
# LINUX: it may call what only Linux has (openat2).
function(layer name)
  cmake_parse_arguments(PARSE_ARGV 1 layer "HEADERS_ONLY;LINUX" "" "INSIDE;FOREIGN")
  set(target greffe_${name})
  set(folder ${PROJECT_SOURCE_DIR}/src/${name})
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.c)
  if(layer_HEADERS_ONLY OR NOT sources)
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE ${folder})
    return()
  endif()
  list(TRANSFORM layer_INSIDE PREPEND greffe_)
  add_library(${target} STATIC ${sources})
  target_include_directories(${target} PUBLIC ${folder})
  target_link_libraries(${target} PRIVATE ${layer_INSIDE} ${layer_FOREIGN})
  greffe_settings(${target})
  if(layer_LINUX)
    target_compile_definitions(${target} PRIVATE _GNU_SOURCE)
  endif()
  set_property(GLOBAL APPEND PROPERTY GREFFE_LAYERS ${target})
  set_property(GLOBAL APPEND PROPERTY GREFFE_FOREIGN ${layer_FOREIGN})
endfunction()
