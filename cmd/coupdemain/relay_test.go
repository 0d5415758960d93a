package main

import (
	"net/netip"
	"reflect"
	"testing"

	"coupdemain/internal/config"
)

func TestRelayURLs(t *testing.T) {
	tests := []struct {
		name   string
		media  []string
		public string
		secure bool
		want   []string
	}{
		{"the pages' host", nil, "https://aide.example.org", false, []string{
			"turn:aide.example.org:3478?transport=udp", "turn:aide.example.org:3478?transport=tcp"}},
		{"announced addresses", []string{"203.0.113.5", "2001:db8::5", "203.0.113.6"}, "https://aide.example.org", true, []string{
			"turn:203.0.113.5:3478?transport=udp", "turn:[2001:db8::5]:3478?transport=udp",
			"turn:203.0.113.5:3478?transport=tcp", "turn:[2001:db8::5]:3478?transport=tcp",
			"turns:aide.example.org:443?transport=tcp"}},
		{"another port for the pages", nil, "https://aide.example.org:8443", true, []string{
			"turn:aide.example.org:3478?transport=udp", "turn:aide.example.org:3478?transport=tcp",
			"turns:aide.example.org:8443?transport=tcp"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var s config.Serve
			for _, address := range tt.media {
				s.MediaIPs = append(s.MediaIPs, netip.MustParseAddr(address))
			}
			if got := relayURLs(s, tt.public, 3478, tt.secure); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
