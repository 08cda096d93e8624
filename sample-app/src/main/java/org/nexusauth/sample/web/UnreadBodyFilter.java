package org.nexusauth.sample.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads to its end, over HTTP/2, what a refusal left unread of a body. Payara 6.2025.10 does not,
 * and its client then waits for leave to send the rest, on that connection and for ever. Over
 * HTTP/1.1 the server sees to it. Thread-safe.
 */
public final class UnreadBodyFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** Whoever sends more than this may wait. */
  private static final long MAX_BYTES = 16 << 20;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    if (request.getProtocol().startsWith("HTTP/2")) {
      discard(request.getInputStream());
    }
  }

  private static void discard(InputStream body) throws IOException {
    byte[] buffer = new byte[8192];
    long left = MAX_BYTES;
    int read = 0;
    while (read >= 0 && left > 0) {
      left -= read;
      read = body.read(buffer);
    }
  }
}
