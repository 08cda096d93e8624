package org.nexusauth.console.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nexusauth.console.json.TextRules;

/**
 * The path of a route, with parameters in braces. Immutable.
 *
 * @param text the template, for example {@code /organizations/{organization}}
 */
public record PathTemplate(String text) {

  /** Returns the names of the parameters, in their order. */
  public List<String> parameters() {
    List<String> names = new ArrayList<>();
    for (String segment : segments()) {
      if (isParameter(segment)) {
        names.add(nameOf(segment));
      }
    }
    return names;
  }

  /**
   * Returns the parameters of a path that has this form; empty if it does not, or if there cannot
   * be anything with such an id.
   *
   * @param path the decoded segments
   */
  Optional<Map<String, String>> match(List<String> path) {
    List<String> segments = segments();
    if (segments.size() != path.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String segment = segments.get(i);
      if (isParameter(segment) && TextRules.canBeId(path.get(i))) {
        values.put(nameOf(segment), path.get(i));
      } else if (!segment.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  /** Returns how many segments are no parameters: of two templates the one with more decides. */
  int fixedSegments() {
    return segments().size() - parameters().size();
  }

  private List<String> segments() {
    return List.of(text.substring(1).split("/", -1));
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  private static String nameOf(String segment) {
    return segment.substring(1, segment.length() - 1);
  }
}
