package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that go on after the servlet has returned. */
final class AsyncIT {
  private final Guarded guarded = Guarded.with("paths.exclude", "/api/open");
  private final EchoingServlet target = new EchoingServlet();
  private TestServer server;

  @AfterEach
  void stop() throws Exception {
    server.close();
    guarded.gate.close();
  }

  private void start(Set<DispatcherType> dispatches) throws Exception {
    server =
        TestServer.start(
            context -> {
              Guarded.map(context, "api-key", guarded.filter(), dispatches, "/api/*");
              TestServer.servlet(
                  context, "async", new Async(), "/api/async", "/api/open", "/async");
              TestServer.servlet(context, "target", target, "/api/target", "/target");
            });
  }

  private static final class Async extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getDispatcherType() == DispatcherType.ASYNC) {
        response.getWriter().print("again, caller=" + EchoingServlet.caller(request));
        return;
      }
      String how = request.getQueryString();
      AsyncContext async =
          how.startsWith("given-") ? request.startAsync(request, response) : request.startAsync();
      goOn(how.replace("given-", ""), async);
    }

    private static void goOn(String how, AsyncContext async) {
      switch (how) {
        case "self" -> async.dispatch();
        case "thread" -> new Thread(() -> answer(async)).start();
        case "dispatchFromThread" -> new Thread(() -> async.dispatch("/api/target")).start();
        case "timeout" -> {
          async.setTimeout(50);
          async.addListener(new AnswerOnTimeout());
        }
        case "nothing" -> async.setTimeout(50);
        default -> async.dispatch(how);
      }
    }

    private static void answer(AsyncContext async) {
      try {
        HttpServletRequest request = (HttpServletRequest) async.getRequest();
        async
            .getResponse()
            .getWriter()
            .print("caller=" + EchoingServlet.caller(request) + " " + request.isUserInRole("read"));
        async.complete();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class AnswerOnTimeout implements AsyncListener {
    @Override
    public void onTimeout(AsyncEvent event) {
      Async.answer(event.getAsyncContext());
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }

  static Stream<Set<DispatcherType>> mappings() {
    return Stream.of(
        EnumSet.of(DispatcherType.REQUEST),
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC),
        EnumSet.allOf(DispatcherType.class));
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void asyncRequest_howeverItGoesOn_hasItsCallerAndOneDecision(Set<DispatcherType> dispatches)
      throws Exception {
    start(dispatches);

    try (RawHttpClient http = server.connect()) {
      assertThat(body(http, "self")).isEqualTo("again, caller=int_test");
      assertThat(body(http, "given-self")).isEqualTo("again, caller=int_test");
      assertThat(body(http, "/api/target")).isEqualTo("caller=int_test");
      assertThat(body(http, "given-/api/target")).isEqualTo("caller=int_test");
      assertThat(body(http, "/target")).isEqualTo("caller=int_test");
      assertThat(body(http, "thread")).isEqualTo("caller=int_test true");
      assertThat(body(http, "given-thread")).isEqualTo("caller=int_test true");
      assertThat(body(http, "dispatchFromThread")).isEqualTo("caller=int_test");
      assertThat(body(http, "timeout")).isEqualTo("caller=int_test true");
      assertThat(guarded.decisions()).hasSize(9).containsOnly("granted");
    }
  }

  private static String body(RawHttpClient http, String how) throws IOException {
    RawHttpClient.Answer answer =
        http.exchange(TestServer.request("GET /api/async?" + how, Guarded.goodKey()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.all("X-Request-ID")).hasSize(1);
    return answer.body();
  }

  @Test
  void asyncRequest_thatNobodyEnds_isTheContainersErrorAndTheNextIsServed() throws Exception {
    start(EnumSet.allOf(DispatcherType.class));

    RawHttpClient.Answer answer = server.ask("GET /api/async?nothing", Guarded.goodKey());

    assertThat(answer.status()).isEqualTo(500);
    assertThat(guarded.decisions()).containsExactly("granted");
    assertThat(server.ask("GET /api/target", Guarded.goodKey()).status()).isEqualTo(200);
  }

  @Test
  void asyncRequest_withoutKey_neverStarts() throws Exception {
    start(EnumSet.allOf(DispatcherType.class));

    assertThat(server.ask("GET /api/async?self").status()).isEqualTo(401);
    assertThat(guarded.decisions()).containsExactly("key_missing");
  }

  @Test
  void asyncDispatch_onAnExcludedPath_staysWithoutCaller() throws Exception {
    start(EnumSet.allOf(DispatcherType.class));

    assertThat(server.ask("GET /api/open?self", Guarded.goodKey()).body())
        .isEqualTo("again, caller=none");
    assertThat(guarded.decisions()).isEmpty();
  }

  @Test
  void asyncDispatch_fromAnOpenPageToAGuardedOne_isDecidedThere() throws Exception {
    start(EnumSet.allOf(DispatcherType.class));

    assertThat(server.ask("GET /async?/api/target").status()).isEqualTo(401);
    assertThat(server.ask("GET /async?/api/target", Guarded.goodKey()).body())
        .isEqualTo("caller=int_test");
    assertThat(guarded.decisions()).containsExactly("key_missing", "granted");
    assertThat(target.runs).hasValue(1);
  }

  @Test
  void callers_ofManyAsyncRequestsAtOnce_areNeverMixedUp() throws Exception {
    start(EnumSet.of(DispatcherType.REQUEST));
    CountDownLatch right = new CountDownLatch(8);
    for (int i = 0; i < 8; i++) {
      String integration = "int_" + i;
      String key = "api-key: " + Guarded.KEYS.key().integration(integration).text();
      new Thread(
              () -> {
                try (RawHttpClient http = server.connect()) {
                  for (int n = 0; n < 50; n++) {
                    RawHttpClient.Answer answer =
                        http.exchange(TestServer.request("GET /api/async?dispatchFromThread", key));
                    assertThat(answer.body()).isEqualTo("caller=" + integration);
                  }
                  right.countDown();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .start();
    }
    assertThat(right.await(60, TimeUnit.SECONDS)).isTrue();
  }
}
