package org.nexusauth.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sends requests, each on a connection of its own, exactly as they are given. */
record ConsoleClient(int port, Map<String, String> headers) {

  ConsoleClient(int port) {
    this(port, Map.of());
  }

  ConsoleClient with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new ConsoleClient(port, all);
  }

  ConsoleClient withBasic(String user, String password) {
    byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
    return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /** An answer as it came. */
  record Answer(int status, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return String.join("|", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    JsonNode json() {
      try {
        return ConsoleServer.JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError("no JSON: " + body, e);
      }
    }

    String text(String member) {
      return json().path(member).asText();
    }
  }

  Answer get(String path) {
    return send("GET", ConsoleServer.API + path, new byte[0]);
  }

  Answer delete(String path) {
    return send("DELETE", ConsoleServer.API + path, new byte[0]);
  }

  Answer post(String path, ObjectNode body) {
    return post(path, body.toString());
  }

  Answer post(String path, String body) {
    return sendJson("POST", path, body);
  }

  Answer patch(String path, ObjectNode body) {
    return sendJson("PATCH", path, body.toString());
  }

  Answer sendJson(String method, String path, String body) {
    ConsoleClient client =
        headers.containsKey("Content-Type") ? this : with("Content-Type", "application/json");
    return client.send(method, ConsoleServer.API + path, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a request with the length of the body, if it has one. */
  Answer send(String method, String target, byte[] body) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: localhost:").append(port).append("\r\nConnection: close\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      sendAll(socket, head.toString(), body);
      return read(socket.getInputStream(), method);
    } catch (IOException e) {
      throw new AssertionError(method + " " + target, e);
    }
  }

  /** A server that denies a long body need not read it. */
  private static void sendAll(Socket socket, String head, byte[] body) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(head.getBytes(StandardCharsets.UTF_8));
    out.flush();
    try {
      out.write(body);
      out.flush();
    } catch (SocketException e) {
      // What was answered before can be read.
    }
  }

  private static Answer read(InputStream in, String method) throws IOException {
    String statusLine = readLine(in);
    int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    byte[] body = new byte[0];
    if (!method.equals("HEAD") && status != 204) {
      boolean chunked = headers.containsKey("transfer-encoding");
      body = chunked ? readChunks(in) : readRest(in, headers);
    }
    return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] readRest(InputStream in, Map<String, List<String>> headers)
      throws IOException {
    List<String> length = headers.get("content-length");
    return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length.get(0)));
  }

  /** Fails when the last chunk does not come: the answer was cut short. */
  private static byte[] readChunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(readLine(in), 16);
      body.write(in.readNBytes(size));
      readLine(in);
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the connection was closed after: " + line);
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }
}
