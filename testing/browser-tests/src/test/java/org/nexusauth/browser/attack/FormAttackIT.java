package org.nexusauth.browser.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.browser.ConsoleHttp;
import org.nexusauth.console.ConsolePages;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.Route;
import org.nexusauth.management.access.Role;

/** Every form of the table of pages: from other sites, with more fields, sent twice. */
@ExtendWith(AttackedConsole.Shared.class)
final class FormAttackIT {
  private static final Route SIGN_OUT =
      Route.form("/sign-out", Role.VIEWER, call -> ConsoleResponse.redirect());
  private static final String SITE = "Sec-Fetch-Site";

  private static AttackedConsole console;
  private static ConsoleHttp admin;

  @BeforeAll
  static void start(AttackedConsole shared) {
    console = shared;
    admin = shared.as("admin");
  }

  private static Stream<Arguments> forms() {
    return ConsolePages.forms().stream().map(form -> argumentSet(form.path().text(), form));
  }

  private static Stream<Arguments> formsWithSignOut() {
    return Stream.concat(forms(), Stream.of(argumentSet("/sign-out", SIGN_OUT)));
  }

  /** What a page of another site can make a browser send, by its name. */
  private static Map<String, UnaryOperator<ConsoleHttp>> foreignRequests() {
    Map<String, UnaryOperator<ConsoleHttp>> all = new LinkedHashMap<>();
    all.put("of another site", client -> client.with(SITE, "cross-site"));
    all.put("of a sibling site", client -> client.with(SITE, "same-site"));
    all.put("of the address bar", client -> client.with(SITE, "none"));
    all.put("with two sites", client -> client.with(SITE, "same-origin, cross-site"));
    all.put("without headers", client -> client.without(SITE));
    all.put("of a foreign origin", from("https://evil.example"));
    all.put("of no origin", from("null"));
    all.put("of another port", from("http://127.0.0.1:1"));
    all.put("of another scheme", client -> from(origin().replace("http:", "https:")).apply(client));
    all.put("of a longer host", client -> from(origin() + ".evil.example").apply(client));
    all.put("of a user", client -> from(origin().replace("//", "//x@")).apply(client));
    return all;
  }

  private static UnaryOperator<ConsoleHttp> from(String origin) {
    return client -> client.without(SITE).with("Origin", origin);
  }

  private static String origin() {
    return console.application().address();
  }

  /** Tokens that are not of this session. */
  private static Map<String, String> foreignTokens() {
    String own = admin.readToken();
    char other = own.charAt(5) == 'A' ? 'B' : 'A';
    String secondOfSameBrowser =
        console.withCredentials("second").with("Cookie", cookie(admin)).readToken();
    Map<String, String> all = new LinkedHashMap<>();
    all.put("none", "");
    all.put("garbage", "garbage");
    all.put("no base64", "%%%");
    all.put("zeros", "A".repeat(own.length()));
    all.put("changed", own.substring(0, 5) + other + own.substring(6));
    all.put("cut", own.substring(0, own.length() - 4));
    all.put("of another session", console.as("admin").readToken());
    all.put("of another operator", secondOfSameBrowser);
    return all;
  }

  private static String cookie(ConsoleHttp client) {
    return client.headers().get("Cookie");
  }

  @ParameterizedTest
  @MethodSource("formsWithSignOut")
  void form_ofAnotherSite_changesNothing(Route form) {
    FreshRecords records = FreshRecords.make(console.management(), form);
    Map<String, String> fields = records.fields(form);
    fields.put(ConsoleHttp.TOKEN_FIELD, admin.readToken());
    long before = console.countChanges();
    foreignRequests()
        .forEach(
            (name, change) ->
                assertThat(send(change.apply(admin), records, form, fields).statusCode())
                    .as(name)
                    .isEqualTo(403));
    assertThat(console.countChanges()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("formsWithSignOut")
  void form_withATokenOfNobody_changesNothing(Route form) {
    FreshRecords records = FreshRecords.make(console.management(), form);
    Map<String, String> fields = records.fields(form);
    Map<String, String> tokens = foreignTokens();
    long before = console.countChanges();
    tokens.forEach(
        (name, token) -> {
          fields.put(ConsoleHttp.TOKEN_FIELD, token);
          assertThat(send(admin, records, form, fields).statusCode()).as(name).isEqualTo(403);
        });
    fields.remove(ConsoleHttp.TOKEN_FIELD);
    assertThat(send(admin, records, form, fields).statusCode()).isEqualTo(403);
    assertThat(console.countChanges()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void form_withMoreFields_changesNothing(Route form) {
    FreshRecords records = FreshRecords.make(console.management(), form);
    long before = console.countChanges();
    for (String name : List.of("role", "organizationId", "state", "createdBy", "_method")) {
      Map<String, String> fields = records.fields(form);
      fields.put(name, "admin");
      assertThat(admin.submit(records.path(form), fields).statusCode()).as(name).isEqualTo(400);
    }
    assertThat(console.countChanges()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void form_sentTwice_changesOnce(Route form) {
    FreshRecords records = FreshRecords.make(console.management(), form);
    Map<String, String> fields = records.fields(form);
    HttpResponse<String> first = admin.submit(records.path(form), fields);
    assertThat(first.statusCode()).as(first.body()).isIn(200, 303);
    if (form.path().text().matches("/alert-channels/test|.*/mute")) {
      return; // A test is sent once more, and a mute begins once more.
    }
    long before = console.countChanges();
    HttpResponse<String> second = admin.submit(records.path(form), fields);
    assertThat(second.statusCode()).as(second.body()).isIn(200, 303, 404, 409, 412);
    assertThat(console.countChanges()).as(second.body()).isEqualTo(before);
    if (!form.path().text().endsWith("/env-file")) {
      assertThat(second.body()).as("a key is shown once").doesNotContain("eyJ");
    }
  }

  @Test
  void renaming_inTwoTabs_tellsTheSecondWhatChanged() {
    Route rename =
        ConsolePages.forms().stream()
            .filter(form -> form.path().text().endsWith("{integration}/rename"))
            .findFirst()
            .orElseThrow();
    FreshRecords records = FreshRecords.make(console.management(), rename);
    Map<String, String> fields = records.fields(rename);
    fields.put("name", "Of the first tab");
    assertThat(admin.submit(records.path(rename), fields).statusCode()).isEqualTo(303);
    fields.put("name", "Of the second tab");
    HttpResponse<String> second = admin.submit(records.path(rename), fields);
    assertThat(second.statusCode()).isIn(409, 412);
    assertThat(second.body()).contains("Of the first tab");
  }

  private static HttpResponse<String> send(
      ConsoleHttp client, FreshRecords records, Route form, Map<String, String> fields) {
    return client.post(records.path(form), ConsoleHttp.encode(fields));
  }
}
