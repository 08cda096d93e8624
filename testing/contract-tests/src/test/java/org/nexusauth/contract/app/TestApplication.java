package org.nexusauth.contract.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import org.nexusauth.event.AnswerListener;
import org.nexusauth.event.DecisionListener;

/** What the test applications are made of. */
public final class TestApplication {

  private TestApplication() {}

  public static Class<?>[] common() {
    return new Class<?>[] {
      Caller.class,
      Journal.class,
      RecordServlet.class,
      RecordingAnswers.class,
      RecordingListener.class
    };
  }

  public static Class<?>[] servlets() {
    return new Class<?>[] {EchoServlet.class, AnswerServlet.class};
  }

  public static Class<?>[] securedResources() {
    return new Class<?>[] {
      RootApplication.class,
      Echo.class,
      PublicEcho.class,
      SecuredEcho.class,
      AnswerResource.class,
      PublicAnswers.class,
      SecuredAnswers.class
    };
  }

  public static Class<?>[] plainResources() {
    return new Class<?>[] {
      RootApplication.class,
      Echo.class,
      PublicEcho.class,
      PlainEcho.class,
      AnswerResource.class,
      PublicAnswers.class,
      PlainAnswers.class
    };
  }

  /** WebSocket endpoints, a stream and what revokes keys. */
  public static Class<?>[] longRunning() {
    return new Class<?>[] {
      SocketApplication.class,
      SocketEndpoint.class,
      AnnotatedSocket.class,
      LateFilters.class,
      EventStreamServlet.class,
      RevocableStore.class,
      RevokeServlet.class
    };
  }

  /** Files by which a service loader finds the listeners. */
  public static Map<String, byte[]> services() {
    Map<String, byte[]> files = new HashMap<>();
    files.putAll(service(DecisionListener.class, RecordingListener.class));
    files.putAll(service(AnswerListener.class, RecordingAnswers.class));
    return files;
  }

  /** The file by which a service loader finds a class of the application. */
  public static <S> Map<String, byte[]> service(Class<S> service, Class<? extends S> found) {
    return Map.of(
        "WEB-INF/classes/META-INF/services/" + service.getName(), found.getName().getBytes(UTF_8));
  }
}
