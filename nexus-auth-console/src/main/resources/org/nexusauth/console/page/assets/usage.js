// Draws the figures of the table below as a chart; without it the bars of the page stay.
(function () {
  "use strict";

  function numbersOf(rows, column) {
    return rows.map(function (row) { return Number(row.cells[column].textContent); });
  }

  function sum(a, b) {
    return a.map(function (value, i) { return value + b[i]; });
  }

  function colorOf(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function seriesOf(label, color) {
    return {
      label: label, stroke: colorOf(color), fill: colorOf(color), width: 0, points: { show: false },
      paths: uPlot.paths.bars({ size: [0.8, 60], gap: 0 })
    };
  }

  var months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

  function labelOf(seconds) {
    var at = new Date(seconds * 1000);
    if (at.getUTCHours() === 0 && at.getUTCMinutes() === 0) { return at.getUTCDate() + " " + months[at.getUTCMonth()]; }
    return ("0" + at.getUTCHours()).slice(-2) + ":" + ("0" + at.getUTCMinutes()).slice(-2);
  }

  function draw(place) {
    var table = document.getElementById(place.dataset.plot);
    if (!table) { return; }
    var rows = Array.from(table.tBodies[0].rows);
    var times = rows.map(function (row) { return Date.parse(row.querySelector("time").dateTime) / 1000; });
    var answered = numbersOf(rows, 1);
    var failed = sum(answered, numbersOf(rows, 2));
    var denied = sum(failed, numbersOf(rows, 3));
    var text = getComputedStyle(document.body).color;
    var axis = { stroke: text, grid: { stroke: colorOf("--rule"), width: 1 }, ticks: { stroke: colorOf("--rule"), width: 1 } };
    var chart = new uPlot({
      width: place.clientWidth, height: place.clientHeight,
      legend: { show: false }, cursor: { show: false },
      tzDate: function (seconds) { return uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"); },
      scales: { y: { range: function (u, min, max) { return [0, Math.max(1, max)]; } } },
      axes: [Object.assign({ values: function (u, splits) { return splits.map(labelOf); } }, axis), Object.assign({ size: 60 }, axis)],
      series: [{}, seriesOf("denied", "--bad"), seriesOf("failed", "--warn"), seriesOf("answered", "--accent")]
    }, [times, denied, failed, answered], place);
    place.setAttribute("data-drawn", "");
    return chart;
  }

  function start() {
    var places = Array.from(document.querySelectorAll("[data-plot]"));
    var charts = places.map(function (place) { return { place: place, chart: draw(place) }; });
    charts.forEach(function (one) {
      new ResizeObserver(function () {
        if (one.chart) { one.chart.setSize({ width: one.place.clientWidth, height: one.place.clientHeight }); }
      }).observe(one.place);
    });
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
      charts.forEach(function (one) {
        if (one.chart) { one.chart.destroy(); one.chart = draw(one.place); }
      });
    });
  }

  start();
})();
