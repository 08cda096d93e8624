package org.nexusauth.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;
import org.nexusauth.web.CurrentApiKey;

/** The README's resource as it stands, on plain Jersey without CDI. */
final class ReadmeTest {
  private static final TestKeys KEYS = TestKeys.create();
  private static final Pattern EXAMPLE =
      Pattern.compile("```java\n((?:(?!```).)*?class AgentResource .*?)```", Pattern.DOTALL);
  private static final String IMPORTS =
      """
      import jakarta.inject.*;
      import jakarta.ws.rs.*;
      import jakarta.ws.rs.core.*;
      import org.nexusauth.jaxrs.*;
      """;

  /** Stands for what the reader writes: says who the caller is. */
  private static final String BODY =
      """
      {
        throw new WebApplicationException(
            Response.ok(caller.key().map(key -> key.keyId()).orElse("nobody")).build());
      }""";

  @TempDir static java.nio.file.Path folder;

  private static Class<?> example;
  private static JerseyServer server;

  /** One instance for all callers. */
  @Singleton
  @Path("who")
  public static class Who {
    private final CurrentApiKey caller;

    @Inject
    public Who(CurrentApiKey caller) {
      this.caller = caller;
    }

    @GET
    @ApiKeySecured
    public String secured() {
      return open();
    }

    @GET
    @Path("open")
    public String open() {
      return caller.key().map(key -> key.keyId()).orElse("nobody");
    }
  }

  public static class App extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(example, Who.class);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    example = compiled(EXAMPLE.matcher(Files.readString(java.nio.file.Path.of("../README.md"))));
    server = new JerseyServer(App.class, KEYS.settings(), example, Who.class);
  }

  private static Class<?> compiled(java.util.regex.Matcher found) throws Exception {
    assertThat(found.find()).as("the example is there").isTrue();
    String code = IMPORTS + found.group(1).replace("{ … }", BODY);
    java.nio.file.Path source = Files.writeString(folder.resolve("AgentResource.java"), code);
    java.nio.file.Path agent = Files.writeString(folder.resolve("Agent.java"), "class Agent {}");
    assertThat(problems(source, agent)).isEmpty();
    URL[] classes = {folder.toUri().toURL()};
    return new URLClassLoader(classes, ReadmeTest.class.getClassLoader())
        .loadClass("AgentResource");
  }

  private static String problems(java.nio.file.Path... sources) throws IOException {
    StringWriter problems = new StringWriter();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    List<String> options = List.of("-proc:none", "-d", folder.toString());
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(Arrays.asList(sources));
      javac.getTask(problems, files, null, options, null, units).call();
    }
    return problems.toString();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static HttpResponse<String> with(TestKey key, String method, String path)
      throws IOException, InterruptedException {
    return server.send(method, path, "api-key", key.text());
  }

  private static TestKey ofAgentOne() {
    return KEYS.key().claim("agentId", "agt_1");
  }

  @Test
  void example_keyOfTheAgent_runsAndKnowsTheCaller() throws Exception {
    TestKey key = ofAgentOne().permissions("write");
    assertThat(with(key, "GET", "/api/agents/agt_1").body()).isEqualTo(key.keyId());
    assertThat(with(key, "POST", "/api/agents/agt_1").body()).isEqualTo(key.keyId());
  }

  @Test
  void example_keyOfAnotherAgent_isDeniedByEachMethod() throws Exception {
    TestKey key = ofAgentOne().permissions("write");
    for (String method : List.of("GET", "POST")) {
      HttpResponse<String> response = with(key, method, "/api/agents/agt_2");
      assertThat(response.statusCode()).as(method).isEqualTo(403);
      assertThat(response.body()).as(method).contains("\"code\":\"agent_restricted\"");
    }
  }

  @Test
  void example_withoutThePermission_readsOnly() throws Exception {
    TestKey key = ofAgentOne().permissions("read");
    assertThat(with(key, "GET", "/api/agents/agt_1").statusCode()).isEqualTo(200);
    assertThat(with(key, "POST", "/api/agents/agt_1").body()).contains("permission_missing");
  }

  @Test
  void example_noKey_isDenied() throws Exception {
    assertThat(server.send("GET", "/api/agents/agt_1").statusCode()).isEqualTo(401);
    assertThat(server.send("POST", "/api/agents/agt_1").statusCode()).isEqualTo(401);
  }

  @Test
  void currentApiKey_inASingleton_isThatOfTheRequest() throws Exception {
    TestKey one = KEYS.key();
    TestKey other = KEYS.key();
    assertThat(with(one, "GET", "/api/who").body()).isEqualTo(one.keyId());
    assertThat(with(other, "GET", "/api/who").body()).isEqualTo(other.keyId());
    assertThat(server.send("GET", "/api/who/open").body()).isEqualTo("nobody");
    assertThat(with(one, "GET", "/api/who/open").body()).isEqualTo("nobody");
    assertThat(server.send("GET", "/api/who").statusCode()).isEqualTo(401);
  }
}
