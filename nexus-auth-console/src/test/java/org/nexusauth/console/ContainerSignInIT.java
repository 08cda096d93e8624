package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.Context;
import org.apache.catalina.Valve;
import org.apache.catalina.authenticator.AuthenticatorBase;
import org.apache.catalina.authenticator.FormAuthenticator;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.console.access.ConsoleRoles;
import org.nexusauth.console.access.ContainerAccess;

/** Signing in to pages by the container's login: a form, and basic authentication. */
class ContainerSignInIT {
  private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");
  private static final String PAGE = "/app/nexus/organizations/acme/nothing";
  private static final MutableRealm REALM = new MutableRealm();
  private static final TestManagement MANAGEMENT = new TestManagement();
  private static ConsoleServer form;
  private static ConsoleServer basic;

  @BeforeAll
  static void start() throws Exception {
    REALM.setRoles("admin", "nexus-admin");
    REALM.setRoles("guest", "something");
    form = ConsoleServer.start(newServlet(), ContainerSignInIT::useForm);
    MutableRealm realm = new MutableRealm();
    realm.setRoles("admin", "nexus-admin");
    basic = ConsoleServer.start(newServlet(), context -> context.setRealm(realm));
  }

  @AfterAll
  static void stop() throws Exception {
    form.close();
    basic.close();
  }

  private static ConsoleServlet newServlet() {
    return ConsoleServlet.of(new ContainerAccess(ConsoleRoles.STANDARD), () -> MANAGEMENT.services);
  }

  private static void useForm(Context context) {
    removeLogin(context);
    context.setRealm(REALM);
    context.setLoginConfig(new LoginConfig("FORM", "test", "/login", "/login"));
    context.getPipeline().addValve(new FormAuthenticator());
    Tomcat.addServlet(context, "login", new LoginFormServlet()).addMapping("/login");
  }

  private static void removeLogin(Context context) {
    for (Valve valve : context.getPipeline().getValves()) {
      if (valve instanceof AuthenticatorBase) {
        context.getPipeline().removeValve(valve);
      }
    }
  }

  private static Answer get(ConsoleClient client, String path) {
    return client.send("GET", path, new byte[0]);
  }

  private static Answer post(ConsoleClient client, String path, String fields) {
    return client
        .with("Sec-Fetch-Site", "same-origin")
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send("POST", path, fields.getBytes(StandardCharsets.UTF_8));
  }

  private static ConsoleClient withSession(ConsoleClient client, Answer answer) {
    String session =
        answer.headers().get("set-cookie").stream()
            .filter(cookie -> cookie.startsWith("JSESSIONID="))
            .findFirst()
            .orElseThrow();
    return client.with("Cookie", session.split(";", 2)[0]);
  }

  /** Signs in as a browser does, from a page; returns the client of the session. */
  private static ConsoleClient signIn(String account) {
    ConsoleClient before = withSession(form.anonymous(), get(form.anonymous(), PAGE));
    String fields = "j_username=%s&j_password=%s".formatted(account, account);
    Answer signedIn = post(before, "/app/nexus/organizations/acme/j_security_check", fields);
    assertThat(signedIn.status()).isIn(302, 303);
    assertThat(signedIn.header("Location")).endsWith(PAGE);
    ConsoleClient session = withSession(form.anonymous(), signedIn);
    get(session, PAGE); // The container restores the request that it has kept.
    return session;
  }

  private static Answer signOut(ConsoleClient client, Answer page) {
    Matcher token = TOKEN.matcher(page.body());
    assertThat(token.find()).as(page.body()).isTrue();
    String secret =
        page.headers().get("set-cookie").stream()
            .filter(cookie -> cookie.startsWith("nexus-console-form="))
            .findFirst()
            .orElseThrow()
            .split(";", 2)[0];
    String cookies = client.headers().getOrDefault("Cookie", "a=b") + "; " + secret;
    return post(
        client.with("Cookie", cookies), "/app/nexus/sign-out", "form_token=" + token.group(1));
  }

  @Test
  void page_withoutASession_isTheLoginForm() {
    Answer answer = get(form.anonymous(), PAGE);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains(LoginFormServlet.TITLE);
    assertThat(answer.header("Content-Security-Policy")).isEmpty();
    assertThat(get(signIn("admin"), PAGE).status()).isEqualTo(404);
  }

  @Test
  void request_thatShowsNoPage_isNotTheLoginForm() {
    Answer api = form.anonymous().get("/organizations");
    assertThat(api.status()).isEqualTo(401);
    assertThat(api.header("Content-Type")).startsWith("application/problem+json");
    ConsoleClient client = form.anonymous();
    for (Answer answer :
        new Answer[] {
          get(client.with("HX-Request", "true"), PAGE),
          get(client.with("Sec-Fetch-Dest", "image"), PAGE),
          post(client, PAGE, "name=x")
        }) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("Set-Cookie")).isEmpty();
      assertThat(answer.body()).contains("href=\"../../\"", "Sign in");
    }
    assertThat(client.send("HEAD", PAGE, new byte[0]).status()).isEqualTo(401);
    assertThat(post(client, PAGE, "name=x").body()).contains("Nothing was changed");
  }

  @Test
  void address_withWhatALoginLeaves_isLeftForTheCleanOne() {
    ConsoleClient admin = basic.as("admin");
    Answer answer = get(admin, PAGE + "?code=c&notice=renamed&state=s&session_state=t");
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("./nothing?notice=renamed");
    assertThat(get(admin, PAGE + "?code=c&state=s").header("Location")).isEqualTo("./nothing");
    assertThat(get(admin, "/app/nexus/?code=c&state=s").header("Location")).isEqualTo("./");
    assertThat(get(admin, PAGE + "?state=s").status()).isEqualTo(404);
  }

  @Test
  void signOut_ofAForm_endsTheSession() {
    ConsoleClient session = signIn("admin");
    Answer left = signOut(session, get(session, PAGE));
    assertThat(left.status()).isEqualTo(303);
    assertThat(left.header("Location")).isEqualTo("signed-out");
    assertThat(get(session, PAGE).body()).contains(LoginFormServlet.TITLE);
  }

  @Test
  void account_withoutARole_isToldSoAndSignsOut() {
    ConsoleClient session = signIn("guest");
    Answer page = get(session, PAGE);
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.body())
        .contains("guest", "has none of the roles nexus-viewer, nexus-operator and nexus-admin")
        .contains("nexus-org-&lt;id&gt;");
    assertThat(signOut(session, page).status()).isEqualTo(303);
    assertThat(get(session, PAGE).body()).contains(LoginFormServlet.TITLE);
  }

  @Test
  void role_thatIsTakenAway_isLostAtTheNextRequest() {
    REALM.setRoles("leaver", "nexus-admin");
    ConsoleClient session = signIn("leaver");
    assertThat(get(session, PAGE).status()).isEqualTo(404);
    assertThat(session.get("/operator").text("role")).isEqualTo("admin");
    REALM.setRoles("leaver", "nexus-viewer");
    assertThat(session.get("/operator").text("role")).isEqualTo("viewer");
    REALM.setRoles("leaver");
    assertThat(get(session, PAGE).status()).isEqualTo(403);
    assertThat(session.get("/operator").status()).isEqualTo(403);
  }

  @Test
  void basic_asksByAChallengeAndIsKeptByTheBrowser() {
    Answer asked = get(basic.anonymous(), PAGE);
    assertThat(asked.status()).isEqualTo(401);
    assertThat(asked.header("WWW-Authenticate")).startsWith("Basic realm=");
    assertThat(asked.body()).contains("Sign in with an account of this application");
    assertThat(get(basic.anonymous().withBasic("admin", "wrong"), PAGE).status()).isEqualTo(401);
    Answer page = get(basic.as("admin"), PAGE);
    assertThat(page.status()).isEqualTo(404);
    Answer left = signOut(basic.as("admin"), page);
    assertThat(left.header("Location")).isEqualTo("signed-out?login=browser");
    assertThat(get(basic.anonymous(), "/app/nexus/signed-out?login=browser").body())
        .contains("close all of its windows");
  }

  @Test
  void application_withoutALogin_saysWhatToAdd() throws Exception {
    try (ConsoleServer none = ConsoleServer.start(newServlet(), ContainerSignInIT::removeLogin)) {
      Answer page = get(none.anonymous(), PAGE);
      assertThat(page.status()).isEqualTo(403);
      assertThat(page.body())
          .contains(
              "&lt;login-config&gt;", "/nexus/*", "nexus-viewer", "nexus.auth.console.login=link")
          .contains("&lt;role-name&gt;nexus-org-ID&lt;", "the role nexus-org-&lt;id&gt; of each");
      assertThat(none.anonymous().get("/organizations").status()).isEqualTo(401);
    }
  }
}
