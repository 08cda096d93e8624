package org.nexusauth.contract.row;

import java.util.List;
import org.nexusauth.contract.http.RawResponse;

/**
 * What was seen of one request from outside and from inside.
 *
 * @param id the request's id
 * @param toHead whether it was a HEAD request, whose answer has no body
 * @param response the answer; of status 0 where the server closed the connection without one
 * @param journal what the application noted about the request
 */
record Seen(String id, boolean toHead, RawResponse response, List<String> journal) {

  int status() {
    return response.status();
  }

  String text() {
    return response.text();
  }

  String header(String name) {
    return response.header(name);
  }

  List<String> headers(String name) {
    return response.headers(name);
  }

  List<String> ran() {
    return journal.stream().filter(line -> line.startsWith("ran ")).toList();
  }

  List<String> answers() {
    return journal.stream().filter(line -> line.startsWith("answer ")).toList();
  }

  List<String> events() {
    return journal.stream().filter(line -> line.startsWith("event ")).toList();
  }
}
