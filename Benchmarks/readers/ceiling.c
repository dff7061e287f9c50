/* The least that reading .xlsx with zlib and libxml2 can cost: ceiling inflate|xml FILE...
   Inflates the worksheets and shared strings of each workbook in one process (crc checked) and, with "xml", pushes them
   through libxml2's SAX2 parser with handlers that do nothing. Prints the bytes of XML and the elements seen.
   For files of our own generator only: no zip64, and sizes are believed. */
#include <fcntl.h>
#include <libxml/parser.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { PIECE = 64 * 1024 };

static uint64_t bytes_of_xml, elements;
static int parses;

static void start_element(
    void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
    const xmlChar **namespace, int attributes, int defaulted, const xmlChar **attribute) {
  (void)context, (void)name, (void)prefix, (void)uri, (void)namespaces, (void)namespace, (void)attributes;
  (void)defaulted, (void)attribute;
  elements++;
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  (void)context, (void)name, (void)prefix, (void)uri;
}

static void characters(void *context, const xmlChar *text, int length) { (void)context, (void)text, (void)length; }

static void fail(const char *file, const char *what) {
  fprintf(stderr, "%s: %s\n", file, what);
  exit(65);
}

static uint32_t le16(const unsigned char *p) { return p[0] | p[1] << 8; }
static uint32_t le32(const unsigned char *p) { return le16(p) | le16(p + 2) << 16; }

static void parse_piece(const char *file, xmlParserCtxtPtr *parser, const char *piece, int size, int last) {
  static xmlSAXHandler handler;
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start_element;
  handler.endElementNs = end_element;
  handler.characters = characters;
  if (!*parser) {
    *parser = xmlCreatePushParserCtxt(&handler, NULL, piece, size < 4 ? size : 4, NULL);
    xmlCtxtUseOptions(*parser, XML_PARSE_NONET);
    if (size > 4) parse_piece(file, parser, piece + 4, size - 4, last);
    return;
  }
  if (xmlParseChunk(*parser, piece, size, last)) fail(file, "not well-formed");
}

/* One deflated part: `data` to `end` compressed, `size` and `crc` as its directory entry says. */
static void read_part(const char *file, const unsigned char *data, uint32_t packed, uint32_t size, uint32_t crc) {
  static unsigned char piece[PIECE];
  z_stream stream = {.next_in = (unsigned char *)data, .avail_in = packed};
  if (inflateInit2(&stream, -15) != Z_OK) fail(file, "zlib");
  xmlParserCtxtPtr parser = NULL;
  uint32_t sum = 0;
  int status = Z_OK;
  while (status == Z_OK) {
    stream.next_out = piece;
    stream.avail_out = PIECE;
    status = inflate(&stream, Z_NO_FLUSH);
    int length = PIECE - stream.avail_out;
    sum = crc32(sum, piece, length);
    bytes_of_xml += length;
    if (parses && length) parse_piece(file, &parser, (char *)piece, length, 0);
  }
  if (parser) {
    if (xmlParseChunk(parser, NULL, 0, 1)) fail(file, "not well-formed");
    xmlFreeParserCtxt(parser);
  }
  if (status != Z_STREAM_END || sum != crc || stream.total_out != size) fail(file, "damaged part");
  inflateEnd(&stream);
}

static int is_wanted(const char *name, uint32_t length) {
  return (length > 20 && !memcmp(name, "xl/worksheets/sheet", 19)) ||
         (length == 20 && !memcmp(name, "xl/sharedStrings.xml", 20));
}

static void read_workbook(const char *file) {
  int descriptor = open(file, O_RDONLY);
  struct stat status;
  if (descriptor < 0 || fstat(descriptor, &status)) fail(file, "cannot be opened");
  size_t size = status.st_size;
  unsigned char *zip = mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (zip == MAP_FAILED || size < 22) fail(file, "cannot be read");
  unsigned char *end = zip + size - 22;
  while (end > zip && le32(end) != 0x06054b50) end--;
  unsigned char *entry = zip + le32(end + 16);
  for (uint32_t n = le16(end + 10); n > 0; n--) {
    uint32_t name = le16(entry + 28);
    if (is_wanted((char *)entry + 46, name)) {
      unsigned char *local = zip + le32(entry + 42);
      unsigned char *data = local + 30 + le16(local + 26) + le16(local + 28);
      read_part(file, data, le32(entry + 20), le32(entry + 24), le32(entry + 16));
    }
    entry += 46 + name + le16(entry + 30) + le16(entry + 32);
  }
  munmap(zip, size);
  close(descriptor);
}

int main(int count, char **arguments) {
  if (count < 2) return 64;
  parses = !strcmp(arguments[1], "xml");
  for (int n = 2; n < count; n++) read_workbook(arguments[n]);
  printf("{\"xml_bytes\": %llu, \"elements\": %llu}\n", (unsigned long long)bytes_of_xml, (unsigned long long)elements);
  return 0;
}
