package org.nexusauth.browser;

import java.util.List;
import java.util.stream.Stream;

/** Every page and state that can be opened by its address, for checks that hold for all. */
final class PageTour {
  private PageTour() {}

  /**
   * A page.
   *
   * @param name its name, for pictures
   * @param path its path below the console's
   */
  record Stop(String name, String path) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Stop> all(SampleRecords records) {
    return List.of(
        new Stop("integrations", "organizations/acme/integrations"),
        new Stop("not-found", "nothing"))
        .stream();
  }
}
