package org.nexusauth.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nexusauth.browser.PageTour.Stop;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.openqa.selenium.By;

/** What pages weigh, as a browser transfers them. */
@ExtendWith(SharedConsole.class)
final class PageWeightIT {
  private static final long FIRST = 120_000;
  private static final long LATER = 20_000;
  private static final int ROWS = 2_000;
  private static final Pattern LENGTH =
      Pattern.compile("Network.loadingFinished.*?\"encodedDataLength\":(\\d+)");
  private static final Pattern ASSET =
      Pattern.compile("(?:href|src)=\"((?:\\.\\./)*assets/[^\"]+)\"");

  private static RunningConsole console;
  private static Chrome chrome;

  @BeforeAll
  static void start(RunningConsole running) {
    console = running;
    chrome = running.chrome();
  }

  private static long weigh(String path) {
    chrome.forgetLogs();
    chrome.open(path);
    chrome.heading();
    long bytes = 0;
    for (String event : chrome.readEvents()) {
      Matcher length = LENGTH.matcher(event);
      if (length.find()) {
        bytes += Long.parseLong(length.group(1));
      }
    }
    return bytes;
  }

  @Test
  void page_atFirstSightAndLater_isLight() {
    chrome.driver().executeCdpCommand("Network.clearBrowserCache", Map.of());
    long first = weigh("organizations/acme/integrations");
    assertThat(first).as("bytes at first sight").isBetween(20_000L, FIRST);
    long firstChart = weigh("organizations/acme/usage");
    assertThat(firstChart).as("bytes of the first chart").isBetween(20_000L, FIRST);
    PageTour.prepare(console)
        .stops()
        .map(Stop::path)
        .distinct()
        .forEach(path -> assertThat(weigh(path)).as("bytes of %s", path).isBetween(500L, LATER));
  }

  @Test
  void list_ofTwoThousandRows_isReadByPages() {
    ManagementServices services = console.application().management().services();
    Operator operator = new Operator("setup", Role.ADMIN, Set.of());
    services.organizations().create(change(operator), "large", "Large");
    services.agents().create(change(operator), "large", "large-agent", "Agent");
    for (int i = 0; i < ROWS; i++) {
      services.integrations().create(change(operator), "large", "Integration " + i, "large-agent");
    }
    chrome.open("organizations"); // Its assets are cached from here on.
    assertThat(weigh("organizations/large/integrations")).isLessThan(LATER);
    int rows = chrome.driver().findElements(By.cssSelector("tbody tr")).size();
    assertThat(rows).isBetween(20, 200);
    chrome.follow("Next page");
    assertThat(chrome.heading()).isEqualTo("Integrations");
    assertThat(weigh("organizations/large/integrations?limit=200")).isLessThan(LATER);
  }

  private static ChangeContext change(Operator operator) {
    return new ChangeContext(operator, "weight", null, null);
  }

  @Test
  void asset_ofAPage_isCachedForGood() {
    String page = "organizations/acme/integrations";
    HttpResponse<String> html = console.admin().get(page);
    List<String> assets = ASSET.matcher(html.body()).results().map(one -> one.group(1)).toList();
    assertThat(assets).hasSizeGreaterThanOrEqualTo(5);
    for (String asset : assets) {
      String address = html.uri().resolve(asset).toString();
      HttpResponse<byte[]> plain = console.admin().getBytes(address);
      assertThat(plain.statusCode()).as(asset).isEqualTo(200);
      assertThat(plain.headers().firstValue("Cache-Control").orElse(""))
          .contains("max-age=31536000", "immutable");
      HttpResponse<byte[]> small =
          console.admin().with("Accept-Encoding", "gzip").getBytes(address);
      if (plain.body().length > 1_000) {
        assertThat(small.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(small.body().length).isLessThan(plain.body().length / 2);
      }
    }
  }
}
