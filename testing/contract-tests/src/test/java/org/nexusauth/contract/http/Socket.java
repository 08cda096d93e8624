package org.nexusauth.contract.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that writes down what it is sent. */
public final class Socket implements WebSocket.Listener {

  private final List<String> texts = new CopyOnWriteArrayList<>();
  private volatile int status = 101;
  private volatile int closeCode;

  private Socket() {}

  /** Sends a handshake, with a key or without. */
  public static Socket open(int port, String path, @Nullable String key) {
    return open(port, path, key, "any");
  }

  public static Socket open(int port, String path, @Nullable String key, String requestId) {
    Socket socket = new Socket();
    WebSocket.Builder builder =
        HttpClient.newHttpClient().newWebSocketBuilder().header("X-Request-ID", requestId);
    if (key != null) {
      builder.header("api-key", key);
    }
    URI uri = URI.create("ws://127.0.0.1:" + port + path);
    try {
      builder.buildAsync(uri, socket).join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof WebSocketHandshakeException refused)) {
        throw e;
      }
      socket.status = refused.getResponse().statusCode();
    }
    return socket;
  }

  public int status() {
    return status;
  }

  public List<String> texts() {
    return texts;
  }

  /** The code with which the server closed the session; 0 while it has not. */
  public int closeCode() {
    return closeCode;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    texts.add(data.toString());
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    closeCode = code;
    return null;
  }
}
