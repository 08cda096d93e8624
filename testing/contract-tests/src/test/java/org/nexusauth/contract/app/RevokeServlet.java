package org.nexusauth.contract.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Revokes the key whose id is the query. */
@WebServlet("/revoke")
public final class RevokeServlet extends HttpServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    RevocableStore.revoke(String.valueOf(request.getQueryString()));
  }
}
