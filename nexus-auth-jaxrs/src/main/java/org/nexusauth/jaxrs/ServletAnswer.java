package org.nexusauth.jaxrs;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;

/** The answer of a servlet container. */
record ServletAnswer(HttpServletResponse response) implements ServerAnswer {

  @Override
  public Collection<String> values(String name) {
    return response.getHeaders(name);
  }

  @Override
  public void set(String name, String value) {
    response.setHeader(name, value);
  }
}
