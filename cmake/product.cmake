# What is made of the layers: libgreffe.a (all of them in one archive), the program, and their
# installation. The build tree has the shape of an installed prefix (bin/greffe, share/greffe/…), so the
# program finds its models, fonts and themes the same way in both.

get_property(layers GLOBAL PROPERTY GREFFE_LAYERS)
get_property(foreign GLOBAL PROPERTY GREFFE_FOREIGN)
list(REMOVE_DUPLICATES foreign)

file(RELATIVE_PATH share_from_program
  ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_DATADIR}/greffe)
set(product_definitions
  GREFFE_VERSION="${PROJECT_VERSION}"
  GREFFE_SHARE="${CMAKE_INSTALL_FULL_DATADIR}/greffe"
  GREFFE_SHARE_FROM_PROGRAM="${share_from_program}")

set(public_face ${PROJECT_SOURCE_DIR}/src/app/public)
get_target_property(app_type greffe_app TYPE)
if(app_type STREQUAL STATIC_LIBRARY)
  target_include_directories(greffe_app PUBLIC ${public_face})
  target_compile_definitions(greffe_app PRIVATE ${product_definitions})
else()
  target_include_directories(greffe_app INTERFACE ${public_face})
endif()

# libgreffe is not linked from the layers' archives but made of their objects: one file to install.
list(TRANSFORM layers REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>" OUTPUT_VARIABLE objects)
add_library(libgreffe STATIC ${objects})
set_target_properties(libgreffe PROPERTIES OUTPUT_NAME greffe LINKER_LANGUAGE C)
target_include_directories(libgreffe INTERFACE ${public_face})
target_link_libraries(libgreffe PRIVATE ${foreign})
if(GREFFE_SANITIZE)
  target_link_options(libgreffe INTERFACE -fsanitize=${GREFFE_SANITIZE})
endif()

# Another folder of models may stand in for ours: the C tests pass with it, for no code knows a form.
set(GREFFE_FORMS ${PROJECT_SOURCE_DIR}/forms CACHE PATH "The folder of models")
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/share/greffe)
file(CREATE_LINK ${GREFFE_FORMS} ${PROJECT_BINARY_DIR}/share/greffe/forms SYMBOLIC)
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/themes ${PROJECT_BINARY_DIR}/share/greffe/themes SYMBOLIC)
install(DIRECTORY ${GREFFE_FORMS}/ DESTINATION ${CMAKE_INSTALL_DATADIR}/greffe/forms)
install(DIRECTORY fonts themes DESTINATION ${CMAKE_INSTALL_DATADIR}/greffe)

file(GLOB program_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/cli/*.c)
if(program_sources)
  add_executable(greffe ${program_sources})
  set_target_properties(greffe PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  target_link_libraries(greffe PRIVATE libgreffe)
  target_compile_definitions(greffe PRIVATE _GNU_SOURCE ${product_definitions})
  target_link_options(greffe PRIVATE -pie -Wl,-z,relro,-z,now)
  greffe_settings(greffe)
  install(TARGETS greffe)
endif()

file(RELATIVE_PATH prefix_from_pc
  ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(${PROJECT_SOURCE_DIR}/cmake/greffe.pc.in ${PROJECT_BINARY_DIR}/greffe.pc @ONLY)
install(TARGETS libgreffe)
install(FILES ${public_face}/greffe.h TYPE INCLUDE)
install(FILES ${PROJECT_BINARY_DIR}/greffe.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
# The program speaks French in every locale, and so does its page.
install(PROGRAMS batch/greffe-parallel TYPE BIN)
install(FILES man/greffe.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES man/greffe.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/fr/man1)
install(FILES completion/greffe DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(DIRECTORY docs/ TYPE DOC)
install(DIRECTORY samples TYPE DOC)
install(FILES LICENSE README.md TYPE DOC)
