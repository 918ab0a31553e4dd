type Thing struct {
	Name   string `json:"name"`
	prices map[string][]int
	mutex  sync.Mutex
}

// Total adds what is not negative.
func (t *Thing) Total(limit int) (sum int, err error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	for name, prices := range t.prices {
		for i := 0; i < len(prices); i++ {
			if prices[i] < 0 || name == "" {
				return 0, fmt.Errorf("bad price %d of %q", prices[i], name)
			}
			sum += prices[i]
		}
	}
	switch {
	case sum > limit:
		err = errors.New("over the limit")
	case sum == 0:
		go func() { log.Println("empty", t.Name) }()
	}
	return
}

func NewThing(options ...func(*Thing)) *Thing {
	thing := &Thing{prices: make(map[string][]int, 8)}
	for _, option := range options {
		option(thing)
	}
	return thing
}

