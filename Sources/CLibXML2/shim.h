#pragma once
#include <libxml/xmlversion.h>
// Debian's libxml2 is built with ICU. Its encoding.h would then pull ICU headers into this module, and they clash with
// the ICU inside Foundation. Undefining the switch only shortens struct _xmlCharEncodingHandler, which is never used by value.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/HTMLparser.h>
#include <libxml/dict.h>
#include <libxml/xmlerror.h>
#include <iconv.h>
