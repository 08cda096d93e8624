package org.nexusauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.sample.running.Client;
import org.nexusauth.sample.running.Reply;
import org.nexusauth.sample.running.Running;

/** The sample's organizations, agents, integrations and keys are records that can be managed. */
class RecordsIT {

  @RegisterExtension static final Running RUNNING = new Running();

  private static final String DEMO = "/console/api/v1/organizations/org_demo";
  private static final String INTEGRATION = DEMO + "/integrations/int_demo";

  private static final Pattern CONSOLE_LINE =
      Pattern.compile(
          "(?m)^Console: http://127[.]0[.]0[.]1:[0-9]+/console  [(]sign in once with (http\\S+)[)]$");

  private static Client console;

  @BeforeAll
  static void signIn() throws IOException, InterruptedException {
    Matcher line = CONSOLE_LINE.matcher(RUNNING.sample().output());
    assertThat(line.find()).isTrue();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(line.group(1))).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("./");
    String cookie =
        answer.headers().allValues("Set-Cookie").stream()
            .map(each -> each.split(";", 2)[0])
            .collect(Collectors.joining("; "));
    String url = RUNNING.sample().url();
    console = new Client(url).header("Cookie", cookie).header("Sec-Fetch-Site", "same-origin");
  }

  @Test
  void records_withoutALogin_areNotShown() {
    assertThat(new Client(RUNNING.sample().url()).get(DEMO).status()).isEqualTo(401);
    assertThat(RUNNING.client("admin.key").get(DEMO).status()).isEqualTo(401);
  }

  @Test
  void records_ofTheDemoKeys_areThere() {
    assertThat(itemsOf(console.get("/console/api/v1/organizations"), "id"))
        .contains("org_demo", "org_other");
    assertThat(itemsOf(console.get(DEMO + "/integrations"), "id")).containsExactly("int_demo");
    assertThat(itemsOf(console.get(INTEGRATION + "/keys"), "name"))
        .contains("Read and write", "Read only", "Admin");
  }

  @Test
  void agent_ofThePublicApi_isTheSameInTheRecords() {
    String id =
        RUNNING
            .client()
            .send(
                "POST",
                "/api/public/v1/agents",
                "{\"firstName\":\"Grace\",\"lastName\":\"Hopper\",\"role\":\"QA\"}")
            .object()
            .getJsonObject("data")
            .getString("id");

    JsonObject agent = console.get(DEMO + "/agents/" + id).object();
    assertThat(agent.getString("name")).isEqualTo("Grace Hopper");
  }

  @Test
  void key_thatIsMadeOverHttp_worksUntilItIsReportedAsLeaked() {
    String key =
        console
            .header("Idempotency-Key", "records-it")
            .send(
                "POST",
                INTEGRATION + "/keys",
                "{\"name\":\"Mine\",\"environment\":\"development\",\"permissions\":[\"read\"]}")
            .created()
            .getString("key");
    Client client = new Client(RUNNING.sample().url()).key(key);
    client.get("/api/public/v1/me").object();

    Reply report =
        new Client(RUNNING.sample().url())
            .send("POST", "/leaks", "{\"tokens\":[\"" + key + "\"],\"source\":\"a wiki\"}");

    assertThat(report.status()).isEqualTo(200);
    client.get("/api/public/v1/me").refused(401, "Invalid API key");
  }

  private static List<String> itemsOf(Reply page, String member) {
    return page.object().getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .map(item -> item.getString(member))
        .toList();
  }
}
