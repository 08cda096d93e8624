package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.console.access.LinkAccess;
import org.nexusauth.testkit.MutableClock;

/** Signing in by the link of the start, and out. */
class LinkSignInIT {
  private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");
  private static final String SIGN_OUT = "/app/nexus/sign-out";
  private static final MutableClock CLOCK = MutableClock.at("2026-11-30T12:00:00Z");
  private static final LinkAccess ACCESS = new LinkAccess(CLOCK);
  private static final TestManagement MANAGEMENT = new TestManagement();
  private static ConsoleServer server;

  @BeforeAll
  static void start() throws Exception {
    server = ConsoleServer.start(ACCESS, () -> MANAGEMENT.services);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static String newLink() {
    return "/app/nexus/sign-in?token=" + ACCESS.createToken();
  }

  private static Answer get(ConsoleClient client, String path) {
    return client.send("GET", path, new byte[0]);
  }

  private static ConsoleClient signIn() {
    return server.anonymous().with("Cookie", cookies(get(server.anonymous(), newLink())));
  }

  private static String cookies(Answer answer) {
    List<String> pairs = new ArrayList<>();
    for (String cookie : answer.headers().get("set-cookie")) {
      pairs.add(cookie.split(";", 2)[0]);
    }
    return String.join("; ", pairs);
  }

  private static Answer postForm(ConsoleClient client, String path, String fields) {
    return client
        .with("Sec-Fetch-Site", "same-origin")
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send("POST", path, fields.getBytes(StandardCharsets.UTF_8));
  }

  private static String formToken(ConsoleClient client) {
    Matcher found = TOKEN.matcher(get(client, "/app/nexus/organizations").body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static void assertDenied(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Link ");
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.body()).contains("works once", "restart the application", "href=\"./\"");
  }

  @Test
  void link_signsInAndLeadsToTheFirstPage() {
    Answer opened = get(server.anonymous().with("Sec-Fetch-Site", "none"), newLink());
    assertThat(opened.status()).isEqualTo(303);
    assertThat(opened.header("Location")).isEqualTo("./");
    assertThat(opened.header("Cache-Control")).isEqualTo("no-store");
    assertThat(opened.headers().get("set-cookie"))
        .hasSize(2)
        .allSatisfy(
            cookie ->
                assertThat(cookie)
                    .contains("HttpOnly", "SameSite=Strict", "Path=/app/nexus")
                    .doesNotContain("Secure"));
    ConsoleClient session = server.anonymous().with("Cookie", cookies(opened));
    assertThat(session.get("/operator").text("role")).isEqualTo("admin");
  }

  @Test
  void link_fromAnotherSite_signsInWithAPageThatLeadsOn() {
    ConsoleClient client = server.anonymous();
    for (ConsoleClient browser :
        List.of(
            client.with("Sec-Fetch-Site", "cross-site"),
            client.with("Referer", "http://chat.example/"))) {
      Answer opened = get(browser, newLink());
      assertThat(opened.status()).isEqualTo(200);
      assertThat(opened.header("Set-Cookie")).contains(LinkAccess.COOKIE);
      assertThat(opened.body()).contains("You have signed in", "href=\"./\"");
    }
  }

  @Test
  void link_thatWasUsedOrGuessedOrIsLate_isAPageThatSaysWhatToDo() {
    String link = newLink();
    assertDenied(get(server.anonymous(), link.substring(0, link.length() - 1)));
    assertDenied(get(server.anonymous(), link + "x"));
    assertDenied(get(server.anonymous(), "/app/nexus/sign-in"));
    assertThat(get(server.anonymous(), link).status()).isEqualTo(303);
    assertDenied(get(server.anonymous(), link));
    String late = newLink();
    CLOCK.advance(Duration.ofHours(12));
    assertDenied(get(server.anonymous(), late));
  }

  @Test
  void link_thatIsOnlyLookedAt_staysValid() {
    String link = newLink();
    assertThat(server.anonymous().send("HEAD", link, new byte[0]).status()).isEqualTo(204);
    assertThat(get(server.anonymous().with("Sec-Purpose", "prefetch;prerender"), link).status())
        .isEqualTo(503);
    assertThat(server.anonymous().send("POST", link, new byte[0]).status()).isEqualTo(405);
    assertThat(get(server.anonymous(), link).status()).isEqualTo(303);
  }

  @Test
  void link_inParallel_opensOneSession() throws Exception {
    String link = newLink();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Integer> opening = () -> get(server.anonymous(), link).status();
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> status : threads.invokeAll(java.util.Collections.nCopies(8, opening))) {
        statuses.add(status.get());
      }
      assertThat(statuses).containsOnly(303, 401).containsOnlyOnce(303);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void formCookie_ofBeforeTheSignIn_isReplaced() {
    String planted = "nexus-console-form=" + "x".repeat(43);
    Answer opened = get(server.anonymous().with("Cookie", planted), newLink());
    assertThat(opened.headers().get("set-cookie"))
        .anyMatch(cookie -> cookie.startsWith("nexus-console-form="))
        .noneMatch(cookie -> cookie.startsWith(planted));
  }

  @Test
  void session_afterTwelveHours_isOver() {
    ConsoleClient session = signIn();
    String token = formToken(session);
    CLOCK.advance(Duration.ofHours(12));
    assertThat(session.get("/operator").status()).isEqualTo(401);
    Answer page = get(session, "/app/nexus/organizations");
    assertThat(page.status()).isEqualTo(401);
    assertThat(page.body()).contains("Open the link that this application printed");
    Answer form = postForm(session, "/app/nexus/organizations", "name=X&form_token=" + token);
    assertThat(form.status()).isEqualTo(401);
    assertThat(form.body()).contains("Nothing was changed");
    assertThat(postForm(session, SIGN_OUT, "form_token=" + token).status()).isEqualTo(303);
  }

  @Test
  void signOut_byTheForm_endsTheSession() {
    ConsoleClient session = signIn();
    String token = formToken(session);
    Answer other = postForm(session, SIGN_OUT, "form_token=" + "A".repeat(86));
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.body()).contains("you are still signed in");
    Answer foreign =
        session
            .with("Sec-Fetch-Site", "cross-site")
            .with("Content-Type", "application/x-www-form-urlencoded")
            .send("POST", SIGN_OUT, ("form_token=" + token).getBytes(StandardCharsets.UTF_8));
    assertThat(foreign.status()).isEqualTo(403);
    assertThat(session.get("/operator").status()).isEqualTo(200);

    Answer left = postForm(session, SIGN_OUT, "form_token=" + token);
    assertThat(left.status()).isEqualTo(303);
    assertThat(left.header("Location")).isEqualTo("signed-out");
    assertThat(left.headers().get("set-cookie"))
        .allMatch(cookie -> cookie.contains("Max-Age=0"))
        .anyMatch(cookie -> cookie.startsWith("nexus-console-organization=;"));
    assertThat(session.get("/operator").status()).isEqualTo(401);
    Answer page = get(server.anonymous(), "/app/nexus/signed-out");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("Signed out", "prints a new link");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void signOut_ofAProgram_endsTheSession() {
    ConsoleClient session = signIn();
    assertThat(session.send("POST", SIGN_OUT, new byte[0]).status()).isEqualTo(403);
    assertThat(get(session, SIGN_OUT).status()).isEqualTo(405);
    ConsoleClient program = session.with("Sec-Fetch-Site", "same-origin");
    assertThat(program.send("POST", SIGN_OUT, new byte[0]).status()).isEqualTo(204);
    assertThat(session.get("/operator").status()).isEqualTo(401);
  }
}
