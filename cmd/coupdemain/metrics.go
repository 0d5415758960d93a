package main

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"coupdemain/turn"
)

// dropsByPart are the counts, by reason, of what each part refused or lost since the start.
type dropsByPart map[string]func() map[string]uint64

var dropsTotal = prometheus.NewDesc("coupdemain_drops_total", "What was refused or lost, by the part that did and the reason.",
	[]string{"part", "reason"}, nil)

// Describe implements prometheus.Collector.
func (d dropsByPart) Describe(descriptions chan<- *prometheus.Desc) { descriptions <- dropsTotal }

// Collect implements prometheus.Collector; any goroutine.
func (d dropsByPart) Collect(metrics chan<- prometheus.Metric) {
	for part, counts := range d {
		for reason, n := range counts() {
			metrics <- prometheus.MustNewConstMetric(dropsTotal, prometheus.CounterValue, float64(n), part, reason)
		}
	}
}

// relayFigures are what the relay does.
type relayFigures func() turn.Figures

var (
	relayAllocations = prometheus.NewDesc("coupdemain_relay_allocations", "Allocations that the relay holds.", nil, nil)
	relayBytes       = prometheus.NewDesc("coupdemain_relay_bytes_total", "Payload relayed, in bytes.", []string{"direction"}, nil)
)

// Describe implements prometheus.Collector.
func (relayFigures) Describe(descriptions chan<- *prometheus.Desc) {
	descriptions <- relayAllocations
	descriptions <- relayBytes
}

// Collect implements prometheus.Collector; any goroutine.
func (r relayFigures) Collect(metrics chan<- prometheus.Metric) {
	f := r()
	metrics <- prometheus.MustNewConstMetric(relayAllocations, prometheus.GaugeValue, float64(f.Allocations))
	metrics <- prometheus.MustNewConstMetric(relayBytes, prometheus.CounterValue, float64(f.FromPeople), "from_people")
	metrics <- prometheus.MustNewConstMetric(relayBytes, prometheus.CounterValue, float64(f.ToPeople), "to_people")
}

// metricsHandler answers GET /metrics, with the process's own figures besides.
func metricsHandler(drops dropsByPart, relay relayFigures) http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		drops,
		relay,
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	return mux
}
